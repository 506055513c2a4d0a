package io.github.azurediscovery.spring.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import static org.awaitility.Awaitility.await;

/** An instance that really listens on loopback, and can be killed and brought back. */
final class LoopbackInstance {

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final int port;

	private volatile int status = 200;

	private volatile boolean keepAlive;

	private volatile CountDownLatch hanging = new CountDownLatch(0);

	private final SSLContext tls;

	private HttpServer server;

	LoopbackInstance() {
		this(null);
	}

	/**
	 * Create an instance that is called by TLS.
	 * @param tls shows its certificate; {@code null} for plain HTTP
	 */
	LoopbackInstance(SSLContext tls) {
		this.tls = tls;
		this.server = listen(0);
		this.port = this.server.getAddress().getPort();
	}

	private HttpServer listen(int port) {
		try {
			HttpServer server = create(new InetSocketAddress("127.0.0.1", port));
			server.createContext("/", (exchange) -> {
				this.asked.incrementAndGet();
				waitWhileHanging();
				this.answered.incrementAndGet();
				if (!this.keepAlive) {
					exchange.getResponseHeaders().set("Connection", "close");
				}
				byte[] body = String.valueOf(exchange.getLocalAddress().getPort()).getBytes(StandardCharsets.US_ASCII);
				exchange.sendResponseHeaders(this.status, body.length);
				exchange.getResponseBody().write(body);
				exchange.close();
			});
			server.setExecutor(Executors.newCachedThreadPool(LoopbackInstance::daemon));
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HttpServer create(InetSocketAddress address) throws IOException {
		if (this.tls == null) {
			return HttpServer.create(address, 0);
		}
		HttpsServer server = HttpsServer.create(address, 0);
		server.setHttpsConfigurator(new HttpsConfigurator(this.tls));
		return server;
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "loopback-instance");
		thread.setDaemon(true);
		return thread;
	}

	String address() {
		return "127.0.0.1:" + this.port;
	}

	int port() {
		return this.port;
	}

	/** Return how many requests have come in so far, answered or not. */
	int asked() {
		return this.asked.get();
	}

	int answered() {
		return this.answered.getAndSet(0);
	}

	void answerWith(int status) {
		this.status = status;
	}

	/** Accept connections, and answer nothing from now on. */
	void hang() {
		this.hanging = new CountDownLatch(1);
	}

	/** Answer what waits, and all that comes. */
	void recover() {
		this.hanging.countDown();
	}

	private void waitWhileHanging() {
		try {
			this.hanging.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Let clients keep their connections, which they may not otherwise. */
	void keepAlive() {
		this.keepAlive = true;
	}

	/**
	 * Stop to listen, and wait until connections are refused: the socket may outlive the
	 * server by a moment.
	 */
	void kill() {
		this.server.stop(0);
		await().until(() -> !isAccepting());
	}

	private boolean isAccepting() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	void revive() {
		this.server = listen(this.port);
	}

}
