package io.github.azurediscovery.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * A proxy that leads to hosts which only it knows, and writes down who was asked for. An
 * unknown target gets a 502.
 */
final class ConnectProxy implements AutoCloseable {

	private final LoopbackRelay relay = new LoopbackRelay(this::serve);

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final Map<String, Integer> hosts;

	private volatile @Nullable String authorization;

	/**
	 * Listen.
	 * @param hosts at which ports of 127.0.0.1 the hosts are
	 */
	ConnectProxy(Map<String, Integer> hosts) {
		this.hosts = hosts;
	}

	/** From now on only this user is served. */
	ConnectProxy wants(String user, String password) {
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return this;
	}

	String url() {
		return "http://127.0.0.1:" + port();
	}

	int port() {
		return this.relay.port();
	}

	/** The hosts that were asked for by CONNECT, and whole requests of another kind. */
	List<String> asked() {
		return this.asked;
	}

	private void serve(Socket client) throws IOException {
		List<String> lines = head(client.getInputStream()).lines().toList();
		String head = lines.get(0);
		String wanted = this.authorization;
		if (wanted != null && lines.stream().noneMatch(("Proxy-Authorization: " + wanted)::equalsIgnoreCase)) {
			say(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
					+ "Connection: close\r\nContent-Length: 0\r\n\r\n");
			return;
		}
		String host = head.startsWith("CONNECT ") ? head.split("[ :]", -1)[1] : head;
		this.asked.add(host);
		Integer port = this.hosts.get(host);
		if (port == null) {
			say(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
			return;
		}
		say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
		try (Socket there = new Socket(InetAddress.getLoopbackAddress(), port)) {
			this.relay.between(client, there);
		}
	}

	private static void say(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** Reads byte by byte, since what follows the head is not ours to read. */
	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int read = in.read();
			if (read < 0) {
				throw new IOException("The head of the request is not complete");
			}
			head.append((char) read);
		}
		return head.toString();
	}

	@Override
	public String toString() {
		return this.asked + " " + this.relay.broken();
	}

	@Override
	public void close() {
		this.relay.close();
	}

}
