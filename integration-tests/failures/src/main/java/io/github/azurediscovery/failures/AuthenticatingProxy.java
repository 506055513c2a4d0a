package io.github.azurediscovery.failures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy on loopback that lets no request through without a password. */
final class AuthenticatingProxy implements AutoCloseable {

	private static final byte[] PASSWORD_PLEASE = """
			HTTP/1.1 407 Proxy Authentication Required\r
			Proxy-Authenticate: Basic realm="proxy"\r
			Content-Length: 0\r
			Connection: close\r
			\r
			""".getBytes(StandardCharsets.US_ASCII);

	private final ServerSocket listener;

	AuthenticatingProxy() throws IOException {
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(this::refuse, "guarded-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.listener.getLocalPort();
	}

	private void refuse() {
		while (!this.listener.isClosed()) {
			try (Socket tunnel = this.listener.accept()) {
				if (tunnel.getInputStream().read(new byte[4096]) >= 0) {
					tunnel.getOutputStream().write(PASSWORD_PLEASE);
				}
			}
			catch (IOException ex) {
				// the client, or the test, is through with it
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
