package io.github.azurediscovery.failures;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The environment of a caller that fails by itself: a healthy instance, a token server
 * that is down, another one that does not answer, and proxies, all on loopback.
 */
public final class CallerFaultEnvironment implements AutoCloseable {

	/** How long to wait for a server that does not answer. */
	public static final Duration PATIENCE = Duration.ofMillis(500);

	private final CallerFault fault;

	private final ServerSocket deaf;

	private final int closedPort;

	private final HealthyInstance instance;

	private final AuthenticatingProxy proxy;

	/**
	 * Create the environment.
	 * @param fault the fault of the caller
	 * @throws IOException if it cannot be created
	 */
	public CallerFaultEnvironment(CallerFault fault) throws IOException {
		this.fault = fault;
		this.deaf = listen();
		try (ServerSocket free = listen()) {
			this.closedPort = free.getLocalPort();
		}
		this.instance = new HealthyInstance(url(this.closedPort));
		this.proxy = new AuthenticatingProxy();
	}

	private static ServerSocket listen() throws IOException {
		return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	private static String url(int port) {
		return "http://127.0.0.1:" + port + "/";
	}

	/**
	 * Return the port of the instance that is to be called.
	 * @return the port it listens on
	 */
	public int instancePort() {
		return this.instance.port();
	}

	/**
	 * Return the port of the caller's proxy.
	 * @return a port on 127.0.0.1, or 0 if the caller uses no proxy
	 */
	public int proxyPort() {
		return switch (this.fault) {
			case PROXY_REFUSES -> this.closedPort;
			case PROXY_WANTS_PASSWORD -> this.proxy.port();
			default -> 0;
		};
	}

	/**
	 * Return how many requests may wait for a connection of the caller's pool.
	 * @return the number, small if the fault is an overrun pool
	 */
	public int room() {
		return (this.fault == CallerFault.POOL_OVERRUN) ? 1 : 100;
	}

	/**
	 * Run the caller's interceptor before a request is sent.
	 * @param client gets a token from a URL
	 * @throws IOException if the interceptor's own socket or file fails it
	 */
	public void prepare(Consumer<String> client) throws IOException {
		switch (this.fault) {
			case TOKEN_SERVER_REFUSES -> client.accept(url(this.closedPort));
			case TOKEN_SERVER_HANGS -> client.accept(url(this.deaf.getLocalPort()));
			case TOKEN_SOCKET_REFUSES -> new Socket(InetAddress.getLoopbackAddress(), this.closedPort).close();
			case TOKEN_FILE_MISSING -> new FileInputStream("/no/such/token").close();
			default -> {
			}
		}
	}

	/**
	 * Interrupt the calling thread once the instance has the request, if that is the
	 * fault.
	 * @param calling the thread that is about to call
	 */
	public void disturb(Thread calling) {
		if (this.fault == CallerFault.INTERRUPTED || this.fault == CallerFault.VIRTUAL_INTERRUPTED) {
			this.instance.whenAsked(calling::interrupt);
		}
	}

	/**
	 * Call as the fault requires, on a thread that is interrupted or by many callers at
	 * the same time.
	 * @param call the call, which throws an exception if it fails
	 * @return how it failed, or {@code null}; with many callers the first failure
	 * @throws InterruptedException if this thread is interrupted
	 */
	public @Nullable Exception suffer(Callable<?> call) throws InterruptedException {
		BlockingQueue<Optional<Exception>> ends = new LinkedBlockingQueue<>();
		Thread first = calling(call, ends);
		int callers = 1;
		if (this.fault.needsCrowd()) {
			callers = 3;
			CountDownLatch taken = new CountDownLatch(1);
			this.instance.whenAsked(taken::countDown);
			first.start();
			taken.await();
			calling(call, ends).start();
			calling(call, ends).start();
		}
		else {
			disturb(first);
			first.start();
		}
		Optional<Exception> failure = ends.take();
		for (int ended = 1; ended < callers && failure.isEmpty(); ended++) {
			failure = ends.take();
		}
		return failure.orElse(null);
	}

	private Thread calling(Callable<?> call, Queue<Optional<Exception>> ends) {
		Runnable task = () -> {
			try {
				call.call();
				ends.add(Optional.empty());
			}
			catch (Exception ex) {
				ends.add(Optional.of(ex));
			}
		};
		return this.fault.needsVirtualThread() ? VirtualThreads.unstarted(task) : new Thread(task, "troubled-caller");
	}

	@Override
	public void close() throws IOException {
		this.instance.close();
		this.proxy.close();
		this.deaf.close();
	}

}
