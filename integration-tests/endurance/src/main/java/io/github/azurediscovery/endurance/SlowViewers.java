package io.github.azurediscovery.endurance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Viewers of the dashboard that do not read, and disconnect at some time. */
final class SlowViewers implements AutoCloseable {

	private static final int MOST = 40;

	private final int port;

	private final Deque<Socket> viewers = new ArrayDeque<>();

	SlowViewers(int port) {
		this.port = port;
	}

	void another() throws IOException {
		Socket viewer = new Socket();
		viewer.setReceiveBufferSize(1024);
		viewer.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
		viewer.getOutputStream()
			.write("GET /azure-discovery/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
		viewer.getOutputStream().flush();
		this.viewers.add(viewer);
		if (this.viewers.size() > MOST) {
			this.viewers.remove().close();
		}
	}

	@Override
	public void close() throws IOException {
		for (Socket viewer : this.viewers) {
			viewer.close();
		}
		this.viewers.clear();
	}

}
