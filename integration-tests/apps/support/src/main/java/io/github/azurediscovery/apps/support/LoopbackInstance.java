package io.github.azurediscovery.apps.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An instance that answers on an address of its own in 127.0.0.0/8. Answers with its name
 * for every path without a response of its own. Thread-safe.
 */
public final class LoopbackInstance implements AutoCloseable {

	/** The media type by which tools know an actuator. */
	private static final String ACTUATOR = "application/vnd.spring-boot.actuator.v3+json";

	private final String name;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "loopback-instance");
		thread.setDaemon(true);
		return thread;
	});

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Map<String, String> documents = new ConcurrentHashMap<>();

	private volatile int status = 200;

	private volatile boolean hanging;

	private LoopbackInstance(String name, String address, int port) {
		this.name = name;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/**
	 * Start an instance.
	 * @param name what it answers
	 * @param address an address in 127.0.0.0/8
	 * @param port the port, or 0 for a free one
	 * @return the running instance
	 */
	public static LoopbackInstance start(String name, String address, int port) {
		return new LoopbackInstance(name, address, port);
	}

	/**
	 * Return the name.
	 * @return what it answers
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the address.
	 * @return the address it listens on
	 */
	public String address() {
		return this.server.getAddress().getAddress().getHostAddress();
	}

	/**
	 * Return the port.
	 * @return the port it listens on
	 */
	public int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Return the requests so far.
	 * @return method and path of each request, oldest first
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Answer every request with this status from now on.
	 * @param status the status
	 * @return this
	 */
	public LoopbackInstance status(int status) {
		this.status = status;
		return this;
	}

	/**
	 * Accept every request and never answer, or end that.
	 * @param hanging whether to hang
	 * @return this
	 */
	public LoopbackInstance hanging(boolean hanging) {
		this.hanging = hanging;
		return this;
	}

	/**
	 * Answer a path with a JSON document.
	 * @param path the path
	 * @param json the document
	 * @return this
	 */
	public LoopbackInstance json(String path, String json) {
		this.documents.put(path, json);
		return this;
	}

	/** Stop listening: from now on, connections are refused. */
	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			this.requests.add(exchange.getRequestMethod() + ' ' + path);
			if (this.hanging) {
				this.closed.await();
				return;
			}
			exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
			String document = this.documents.get(path);
			exchange.getResponseHeaders().set("Content-Type", (document != null) ? ACTUATOR : "text/plain");
			byte[] body = ((document != null) ? document : this.name).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
