package io.github.azurediscovery.failures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A healthy instance on loopback, which may answer late or redirect. */
final class HealthyInstance implements AutoCloseable {

	/** Redirects to where nothing listens. */
	static final String MOVED = "moved";

	/** Redirects to itself. */
	static final String LOOP = "loop";

	/** Answers late. */
	static final String SLOW = "slow";

	private static final long LATE_MILLIS = 2000;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "sound-instance");
		thread.setDaemon(true);
		return thread;
	});

	private final HttpServer server;

	private final String elsewhere;

	private volatile Runnable whenAsked = () -> {
	};

	HealthyInstance(String elsewhere) throws IOException {
		this.elsewhere = elsewhere;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** Run an action each time the slow page is requested. */
	void whenAsked(Runnable action) {
		this.whenAsked = action;
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			switch (exchange.getRequestURI().getPath().substring(1)) {
				case MOVED -> redirect(exchange, this.elsewhere);
				case LOOP -> redirect(exchange, "/" + LOOP);
				case SLOW -> late(exchange);
				default -> exchange.sendResponseHeaders(200, -1);
			}
		}
	}

	private static void redirect(HttpExchange exchange, String target) throws IOException {
		exchange.getResponseHeaders().set("Location", target);
		exchange.sendResponseHeaders(302, -1);
	}

	private void late(HttpExchange exchange) throws IOException {
		this.whenAsked.run();
		try {
			TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
			exchange.sendResponseHeaders(200, -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
