package io.github.azurediscovery.sample.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An instance of {@code orders} on a port of its own on 127.0.0.1. Answers with its name,
 * and can be made to misbehave.
 */
final class SampleOrdersInstance implements AutoCloseable {

	private final String name;

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "orders");
		thread.setDaemon(true);
		return thread;
	});

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile Behaviour behaviour = Behaviour.ANSWER;

	private SampleOrdersInstance(String name, HttpServer server) {
		this.name = name;
		this.server = server;
	}

	static SampleOrdersInstance start(String name) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			SampleOrdersInstance instance = new SampleOrdersInstance(name, server);
			server.createContext("/", instance::handle);
			server.setExecutor(instance.executor);
			server.start();
			return instance;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Instance " + name + " failed to listen on 127.0.0.1", ex);
		}
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	void behave(Behaviour behaviour) {
		this.behaviour = behaviour;
	}

	/** Stop listening, like a killed process. */
	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		switch (this.behaviour) {
			case ANSWER -> answer(exchange, 200, this.name);
			case UNAVAILABLE -> answer(exchange, 503, "unavailable");
			case HANG -> hang(exchange);
		}
	}

	private void hang(HttpExchange exchange) {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		exchange.close();
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.sendResponseHeaders(status, -1);
		}
		else {
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

	/** How an instance answers. */
	enum Behaviour {

		ANSWER, UNAVAILABLE, HANG

	}

}
