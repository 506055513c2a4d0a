package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers of a front end: one after the other in each thread, a connection for each call.
 */
final class CallerLoad implements AutoCloseable {

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: orders\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final int port;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	private volatile boolean stopped;

	private volatile String failure = "";

	CallerLoad(int port, int threads) {
		this.port = port;
		for (int number = 0; number < threads; number++) {
			Thread thread = new Thread(this::run, "caller-" + number);
			thread.setDaemon(true);
			thread.start();
			this.threads.add(thread);
		}
	}

	private void run() {
		while (!this.stopped) {
			String answer = call();
			if (!answer.startsWith("HTTP/1.1 200")) {
				this.failures.incrementAndGet();
				this.failure = answer;
			}
			this.calls.incrementAndGet();
		}
	}

	private String call() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), 5_000);
			socket.setSoTimeout(15_000);
			socket.getOutputStream().write(REQUEST);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	int calls() {
		return this.calls.get();
	}

	int failures() {
		return this.failures.get();
	}

	String failure() {
		return this.failure;
	}

	@Override
	public void close() {
		this.stopped = true;
		try {
			for (Thread thread : this.threads) {
				thread.join(20_000);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
