package io.github.azurediscovery.haproxy.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.azurediscovery.haproxy.HaproxyAddress;

/**
 * One line to HAProxy and its whole answer, over a connection of its own, within a time.
 * A connection that outlives a reload would speak to the old process.
 */
final class RuntimeExchange {

	/** 100,000 servers are some 10 MB. */
	private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

	private final HaproxyAddress address;

	private final Duration timeout;

	private final long started = System.nanoTime();

	RuntimeExchange(HaproxyAddress address, Duration timeout) {
		this.address = address;
		this.timeout = timeout;
	}

	String ask(String line) throws IOException {
		ByteBuffer question = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
		try (SocketChannel channel = SocketChannel.open(family(this.address.socket()));
				Selector selector = Selector.open()) {
			channel.configureBlocking(false);
			boolean connected = channel.connect(this.address.socket());
			SelectionKey key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
			while (!connected) {
				await(selector);
				connected = channel.finishConnect();
			}
			key.interestOps(SelectionKey.OP_WRITE);
			while (question.hasRemaining()) {
				await(selector);
				channel.write(question);
			}
			key.interestOps(SelectionKey.OP_READ);
			return read(channel, selector);
		}
	}

	private static ProtocolFamily family(SocketAddress socket) {
		if (socket instanceof InetSocketAddress tcp) {
			return (tcp.getAddress() instanceof Inet6Address) ? StandardProtocolFamily.INET6
					: StandardProtocolFamily.INET;
		}
		return StandardProtocolFamily.UNIX;
	}

	private String read(SocketChannel channel, Selector selector) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
		while (true) {
			await(selector);
			int count = channel.read(buffer);
			if (count < 0) {
				return answer.toString(StandardCharsets.UTF_8);
			}
			answer.write(buffer.array(), 0, count);
			buffer.clear();
			if (answer.size() > LARGEST_ANSWER) {
				throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
			}
		}
	}

	private void await(Selector selector) throws IOException {
		selector.selectedKeys().clear();
		long left = this.timeout.toMillis() - (System.nanoTime() - this.started) / 1_000_000;
		if (left <= 0) {
			throw new SocketTimeoutException("no answer within " + this.timeout.toMillis() + " ms");
		}
		selector.select(left);
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException("interrupted");
		}
	}

}
