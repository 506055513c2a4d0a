package io.github.azurediscovery.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Accepts the connections of callers who want a token, until it dies. */
final class TokenServer implements AutoCloseable {

	private final ServerSocket listener;

	private TokenServer(ServerSocket listener) {
		this.listener = listener;
	}

	static TokenServer start(String host) {
		try {
			ServerSocket listener = new ServerSocket();
			listener.bind(new InetSocketAddress(host, 0));
			TokenServer server = new TokenServer(listener);
			Thread thread = new Thread(server::accept, "token-server");
			thread.setDaemon(true);
			thread.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String address() {
		return this.listener.getInetAddress().getHostAddress() + ':' + this.listener.getLocalPort();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				this.listener.accept().close();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
