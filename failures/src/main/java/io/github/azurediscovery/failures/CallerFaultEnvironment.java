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
 * What is around a caller that fails by itself: an instance that does well, a token
 * server that is down, another one that does not answer, and proxies, all on loopback.
 */
public final class CallerFaultEnvironment implements AutoCloseable {

	/** How long to wait for what does not answer. */
	public static final Duration PATIENCE = Duration.ofMillis(500);

	private final CallerFault trouble;

	private final ServerSocket deaf;

	private final int closedPort;

	private final HealthyInstance instance;

	private final AuthenticatingProxy proxy;

	/**
	 * Make trouble.
	 * @param trouble what the caller shall suffer from
	 * @throws IOException if that cannot be made
	 */
	public CallerFaultEnvironment(CallerFault trouble) throws IOException {
		this.trouble = trouble;
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
		return switch (this.trouble) {
			case PROXY_REFUSES -> this.closedPort;
			case PROXY_WANTS_PASSWORD -> this.proxy.port();
			default -> 0;
		};
	}

	/**
	 * Return how many requests may wait for a connection of the caller's pool.
	 * @return a number, small if that shall be the trouble
	 */
	public int room() {
		return (this.trouble == CallerFault.POOL_OVERRUN) ? 1 : 100;
	}

	/**
	 * Do what the caller's interceptor does before a request is sent.
	 * @param client gets a token from a URL
	 * @throws IOException if the interceptor's own socket or file fails it
	 */
	public void prepare(Consumer<String> client) throws IOException {
		switch (this.trouble) {
			case TOKEN_SERVER_REFUSES -> client.accept(url(this.closedPort));
			case TOKEN_SERVER_HANGS -> client.accept(url(this.deaf.getLocalPort()));
			case TOKEN_SOCKET_REFUSES -> new Socket(InetAddress.getLoopbackAddress(), this.closedPort).close();
			case TOKEN_FILE_MISSING -> new FileInputStream("/no/such/token").close();
			default -> {
			}
		}
	}

	/**
	 * Interrupt the thread that calls once the instance has the request, if that is the
	 * trouble.
	 * @param calling the thread that is about to call
	 */
	public void disturb(Thread calling) {
		if (this.trouble == CallerFault.INTERRUPTED || this.trouble == CallerFault.VIRTUAL_INTERRUPTED) {
			this.instance.whenAsked(calling::interrupt);
		}
	}

	/**
	 * Call as the trouble wants it, on a thread that is interrupted or in a crowd.
	 * @param call the call, which throws an exception if it fails
	 * @return how it failed, or {@code null}; in a crowd that of the first who is through
	 * @throws InterruptedException if this thread is interrupted
	 */
	public @Nullable Exception suffer(Callable<?> call) throws InterruptedException {
		BlockingQueue<Optional<Exception>> ends = new LinkedBlockingQueue<>();
		Thread first = calling(call, ends);
		if (this.trouble.needsCrowd()) {
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
		return ends.take().orElse(null);
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
		return this.trouble.needsVirtualThread() ? VirtualThreads.unstarted(task) : new Thread(task, "troubled-caller");
	}

	@Override
	public void close() throws IOException {
		this.instance.close();
		this.proxy.close();
		this.deaf.close();
	}

}
