package io.github.azurediscovery.failures;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLServerSocket;

import io.github.azurediscovery.test.http.LoopbackCertificate;

/** An instance on loopback that fails in one way, with real sockets. */
public final class FaultyServer implements AutoCloseable {

	private static final byte[] OK = """
			HTTP/1.1 200 OK\r
			Content-Length: 2\r
			Connection: keep-alive\r
			\r
			ok""".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] HALF = """
			HTTP/1.1 200 OK\r
			Content-Length: 1000\r
			\r
			half""".getBytes(StandardCharsets.US_ASCII);

	private final InstanceFault fault;

	private final ServerSocket listener;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	/**
	 * Start an instance.
	 * @param fault how it fails
	 * @throws IOException if it cannot listen
	 */
	public FaultyServer(InstanceFault fault) throws IOException {
		this.fault = fault;
		this.listener = listen(fault);
		switch (fault) {
			case REFUSED -> this.listener.close();
			case CONNECT_TIMEOUT -> fillBacklog();
			default -> {
				Thread thread = new Thread(this::accept, "faulty-" + fault);
				thread.setDaemon(true);
				thread.start();
			}
		}
	}

	/**
	 * Return the port.
	 * @return the port it listens on, or would
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Return how many requests have arrived, not counting their bodies.
	 * @return the number of requests whose headers were read
	 */
	public int requests() {
		return this.requests.get();
	}

	private static ServerSocket listen(InstanceFault fault) throws IOException {
		InetAddress loopback = InetAddress.getLoopbackAddress();
		return switch (fault) {
			case UNTRUSTED -> secure(UntrustedCertificate.INSTANCE);
			case CLIENT_CERTIFICATE_MISSING -> {
				SSLServerSocket socket = secure(LoopbackCertificate.ofProcess());
				socket.setNeedClientAuth(true);
				yield socket;
			}
			case CONNECT_TIMEOUT -> new ServerSocket(0, 1, loopback);
			default -> new ServerSocket(0, 50, loopback);
		};
	}

	private static SSLServerSocket secure(LoopbackCertificate certificate) throws IOException {
		return (SSLServerSocket) certificate.server()
			.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	private void fillBacklog() {
		for (int i = 0; i < 10; i++) {
			Socket socket = new Socket();
			this.sockets.add(socket);
			try {
				socket.connect(this.listener.getLocalSocketAddress(), 100);
			}
			catch (IOException ex) {
				return;
			}
		}
		throw new IllegalStateException("The backlog of a listener cannot be filled on this system");
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket socket = this.listener.accept();
				this.sockets.add(socket);
				Thread thread = new Thread(() -> serve(socket), "faulty-connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try {
			InputStream in = socket.getInputStream();
			while (readRequest(in)) {
				if (!answer(socket)) {
					return;
				}
			}
		}
		catch (IOException ex) {
			// the fault itself, or the client's end of it
		}
	}

	/** Read until the end of the headers, or the first message of a TLS client. */
	private boolean readRequest(InputStream in) throws IOException {
		if (this.fault == InstanceFault.NO_TLS || this.fault == InstanceFault.TLS_CLOSED) {
			return in.read() >= 0;
		}
		int matched = 0;
		while (matched < 4) {
			int read = in.read();
			if (read < 0) {
				return false;
			}
			matched = (read == "\r\n\r\n".charAt(matched)) ? matched + 1 : ((read == '\r') ? 1 : 0);
		}
		return true;
	}

	private boolean answer(Socket socket) throws IOException {
		int request = this.requests.incrementAndGet();
		switch (this.fault) {
			case RESET, UPLOAD_RESET -> {
				socket.setSoLinger(true, 0);
				socket.close();
			}
			case STALE_CONNECTION -> {
				if (request == 1) {
					socket.getOutputStream().write(OK);
					socket.getOutputStream().flush();
					return true;
				}
				socket.close();
			}
			case NO_TLS -> {
				socket.getOutputStream().write(OK);
				socket.getOutputStream().flush();
			}
			case BODY_BROKEN_OFF -> {
				socket.getOutputStream().write(HALF);
				socket.close();
			}
			case TLS_CLOSED -> socket.close();
			default -> {
			}
		}
		return false;
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/** Not the certificate of this process, which clients may trust. */
	private static final class UntrustedCertificate {

		private static final LoopbackCertificate INSTANCE = LoopbackCertificate.create();

	}

}
