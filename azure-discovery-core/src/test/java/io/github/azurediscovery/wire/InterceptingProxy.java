package io.github.azurediscovery.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.github.azurediscovery.test.http.LoopbackCertificate;

/**
 * Stands in front of a server, with TLS of its own if wanted, and passes everything on,
 * until it is told to reset every connection.
 */
public final class InterceptingProxy implements AutoCloseable {

	private final LoopbackRelay relay = new LoopbackRelay(this::serve);

	private final URI behind;

	private final LoopbackCertificate shown;

	private final SSLContext trusted;

	private volatile boolean resetting;

	private InterceptingProxy(URI behind, LoopbackCertificate shown, SSLContext trusted) {
		this.behind = behind;
		this.shown = shown;
		this.trusted = trusted;
	}

	/** Stand before a plain server. */
	public static InterceptingProxy of(URI behind) {
		return new InterceptingProxy(behind, null, null);
	}

	/**
	 * Stand before a server under another name.
	 * @param behind the server
	 * @param shown the certificate to show
	 * @param trusted the certificates to trust, if the server has TLS
	 */
	public static InterceptingProxy of(URI behind, LoopbackCertificate shown, SSLContext trusted) {
		return new InterceptingProxy(behind, shown, trusted);
	}

	public int port() {
		return this.relay.port();
	}

	/** Where it listens. */
	public URI uri() {
		return URI.create(((this.shown != null) ? "https" : "http") + "://127.0.0.1:" + port());
	}

	/** What was said when connections broke, for a failing test's message. */
	@Override
	public String toString() {
		return this.behind + " " + this.relay.broken();
	}

	/**
	 * Reset the connections that are open, and each that comes when it says something.
	 */
	public void resetting(boolean resetting) {
		this.resetting = resetting;
		if (resetting) {
			this.relay.reset();
		}
	}

	private void serve(Socket client) throws IOException {
		if (this.resetting) {
			client.getInputStream().read();
			client.setSoLinger(true, 0);
			return;
		}
		try (Socket inside = inside(client); Socket outside = outside()) {
			this.relay.between(inside, outside);
		}
	}

	private Socket inside(Socket client) throws IOException {
		if (this.shown == null) {
			return client;
		}
		SSLSocket inside = (SSLSocket) this.shown.server()
			.getSocketFactory()
			.createSocket(client, null, client.getPort(), true);
		inside.setUseClientMode(false);
		return inside;
	}

	private Socket outside() throws IOException {
		String host = this.behind.getHost();
		int port = this.behind.getPort();
		return this.behind.getScheme().equals("https") ? this.trusted.getSocketFactory().createSocket(host, port)
				: new Socket(host, port);
	}

	@Override
	public void close() {
		this.relay.close();
	}

}
