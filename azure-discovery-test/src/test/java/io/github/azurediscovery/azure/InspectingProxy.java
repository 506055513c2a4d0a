package io.github.azurediscovery.azure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.github.azurediscovery.test.http.LoopbackCertificate;

/**
 * The proxy of a company that looks into TLS: shows a certificate of its own for whatever
 * host is asked for, and writes down who was. Whom it does not know gets a 502.
 */
final class InspectingProxy implements AutoCloseable {

	private final ServerSocket server;

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "inspecting-proxy");
		thread.setDaemon(true);
		return thread;
	});

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final List<String> broken = new CopyOnWriteArrayList<>();

	private final LoopbackCertificate certificate;

	private final Map<String, URI> hosts;

	private final SSLContext outwards;

	/**
	 * Listen.
	 * @param certificate what it shows
	 * @param hosts where the hosts are that it knows
	 * @param outwards whom it trusts itself
	 */
	InspectingProxy(LoopbackCertificate certificate, Map<String, URI> hosts, SSLContext outwards) {
		this.certificate = certificate;
		this.hosts = hosts;
		this.outwards = outwards;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.execute(this::accept);
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** The first lines of all requests: {@code CONNECT host:port} or {@code GET url}. */
	List<String> asked() {
		return this.asked;
	}

	/** What was said when connections broke, for a failing test's message. */
	List<String> broken() {
		return this.broken;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.executor.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			this.executor.shutdown();
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = head(client.getInputStream());
			String[] words = head.split(" ", -1);
			this.asked.add(words[0] + " " + words[1]);
			URI way = this.hosts.get(words[1].split(":", -1)[0]);
			if (!words[0].equals("CONNECT") || way == null) {
				say(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
				return;
			}
			say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
			SSLSocket inside = (SSLSocket) this.certificate.server()
				.getSocketFactory()
				.createSocket(client, null, client.getPort(), true);
			inside.setUseClientMode(false);
			try (inside; Socket outside = connect(way)) {
				this.executor.execute(() -> pump(inside, outside));
				pump(outside, inside);
			}
		}
		catch (IOException ex) {
			this.broken.add(String.valueOf(ex));
		}
	}

	private Socket connect(URI way) throws IOException {
		return way.getScheme().equals("https")
				? this.outwards.getSocketFactory().createSocket(way.getHost(), way.getPort())
				: new Socket(way.getHost(), way.getPort());
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
		return head.substring(0, head.indexOf("\r\n"));
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.shutdownNow();
	}

}
