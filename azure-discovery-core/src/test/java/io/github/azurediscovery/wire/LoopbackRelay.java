package io.github.azurediscovery.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on a free port of 127.0.0.1, and passes on what two sides say. */
public final class LoopbackRelay implements AutoCloseable {

	private final ServerSocket server;

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "relay");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

	private final List<String> broken = new CopyOnWriteArrayList<>();

	/**
	 * Listen.
	 * @param service serves a connection, which is closed when it returns
	 */
	public LoopbackRelay(Service service) {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.execute(() -> accept(service));
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/** What was said when connections broke, for a failing test's message. */
	public List<String> broken() {
		return this.broken;
	}

	/** Pass on what either says, until one of them ends. */
	public void between(Socket one, Socket other) {
		this.executor.execute(() -> pump(one, other));
		pump(other, one);
	}

	/** Reset all connections that are open. */
	public void reset() {
		for (Socket client : this.clients) {
			try {
				client.setSoLinger(true, 0);
				client.close();
			}
			catch (IOException ex) {
				this.broken.add(String.valueOf(ex));
			}
		}
	}

	private void accept(Service service) {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.clients.add(client);
				this.executor.execute(() -> serve(service, client));
			}
		}
		catch (IOException ex) {
			this.executor.shutdown();
		}
	}

	private void serve(Service service, Socket client) {
		try (client) {
			service.serve(client);
		}
		catch (IOException ex) {
			this.broken.add(String.valueOf(ex));
		}
		finally {
			this.clients.remove(client);
		}
	}

	private void pump(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.close();
		}
		catch (IOException ex) {
			this.broken.add(String.valueOf(ex));
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		reset();
		this.executor.shutdownNow();
	}

	/** Serves a connection. */
	@FunctionalInterface
	public interface Service {

		void serve(Socket client) throws IOException;

	}

}
