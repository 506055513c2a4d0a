package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between an agent and HAProxy's socket, records the commands and can hold those
 * that change something.
 */
final class CommandRelay implements AutoCloseable {

	private final Path socket;

	private final Path haproxy;

	private final ServerSocketChannel server;

	private final List<String> commands = new CopyOnWriteArrayList<>();

	private volatile CountDownLatch gate = new CountDownLatch(0);

	CommandRelay(HaproxyProcess haproxy) {
		this.socket = haproxy.file("relay.sock");
		this.haproxy = haproxy.file("admin.sock");
		try {
			this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
			this.server.bind(UnixDomainSocketAddress.of(this.socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon(this::accept);
	}

	String socket() {
		return "unix:" + this.socket;
	}

	/** All that was asked for. */
	List<String> commands() {
		return List.copyOf(this.commands);
	}

	/** What changes something. */
	List<String> changes() {
		return this.commands.stream().filter(CommandRelay::isChange).toList();
	}

	private static boolean isChange(String command) {
		return command.contains("set ") || command.contains("add ") || command.contains("del ")
				|| command.contains("enable ") || command.contains("disable ");
	}

	void hold() {
		this.gate = new CountDownLatch(1);
	}

	void release() {
		this.gate.countDown();
	}

	private void accept() {
		while (this.server.isOpen()) {
			try {
				SocketChannel client = this.server.accept();
				SocketChannel target = SocketChannel.open(UnixDomainSocketAddress.of(this.haproxy));
				daemon(() -> pump(client, target, true));
				daemon(() -> pump(target, client, false));
			}
			catch (IOException ex) {
				// The test has ended, or HAProxy is away: the client sees its connection
				// closed.
			}
		}
	}

	private void pump(SocketChannel from, SocketChannel to, boolean record) {
		ByteBuffer buffer = ByteBuffer.allocate(65_536);
		try {
			while (from.read(buffer) >= 0) {
				buffer.flip();
				if (record) {
					record(StandardCharsets.US_ASCII.decode(buffer.duplicate()).toString());
				}
				while (buffer.hasRemaining()) {
					to.write(buffer);
				}
				buffer.clear();
			}
			to.shutdownOutput();
		}
		catch (IOException ex) {
			close(from);
			close(to);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!record) {
			close(from);
			close(to);
		}
	}

	private void record(String commands) throws InterruptedException {
		commands.lines().forEach(this.commands::add);
		if (isChange(commands)) {
			this.gate.await();
		}
	}

	private static void close(SocketChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			// It is closed as far as it can be.
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "relay");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		release();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
