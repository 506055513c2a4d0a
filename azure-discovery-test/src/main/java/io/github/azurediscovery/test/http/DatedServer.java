package io.github.azurediscovery.test.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLServerSocket;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on 127.0.0.1 whose answers carry the date that their endpoint gives
 * them: the JDK's server sets that of the system. A body that comes in chunks is not
 * read.
 */
public final class DatedServer implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final int MOST_HEADER_BYTES = 65536;

	private final ServerSocket listener;

	private final RequestAnswering answering;

	private final Executor executor;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private DatedServer(ServerSocket listener, RequestAnswering answering, Executor executor) {
		this.listener = listener;
		this.answering = answering;
		this.executor = executor;
	}

	/**
	 * Start a server.
	 * @param port its port, 0 for a free one
	 * @param certificate the certificate it shows, {@code null} for plain HTTP
	 * @param executor runs a task for each connection
	 * @param handler answers the requests
	 * @param log where requests are counted
	 * @param faults what goes wrong
	 * @return a running server
	 * @throws UncheckedIOException if the port is taken
	 */
	public static DatedServer start(int port, @Nullable LoopbackCertificate certificate, Executor executor,
			SimulatedEndpoint handler, RequestLog log, ActiveFaults faults) {
		try {
			InetAddress loopback = InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });
			ServerSocket listener = (certificate != null)
					? certificate.server().getServerSocketFactory().createServerSocket(port, BACKLOG, loopback)
					: new ServerSocket(port, BACKLOG, loopback);
			DatedServer server = new DatedServer(listener, new RequestAnswering(handler, log, faults), executor);
			executor.execute(server::accept);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port, ex);
		}
	}

	/**
	 * Return where the server listens.
	 * @return for example {@code http://127.0.0.1:40123}
	 */
	public URI uri() {
		String scheme = (this.listener instanceof SSLServerSocket) ? "https" : "http";
		return URI.create(scheme + "://127.0.0.1:" + this.listener.getLocalPort());
	}

	/**
	 * Set how long every answer takes, on top of what a fault adds.
	 * @param latency the delay, zero for none
	 */
	public void latency(Duration latency) {
		this.answering.latency(latency);
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		try {
			while (true) {
				Socket connection = this.listener.accept();
				this.connections.add(connection);
				this.executor.execute(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			connection.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(connection.getInputStream());
			boolean open = true;
			while (open) {
				IncomingRequest request = read(in);
				open = request != null && write(connection.getOutputStream(), request.method(),
						this.answering.answer(request, (InetSocketAddress) connection.getRemoteSocketAddress()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			// The client went away.
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private static @Nullable IncomingRequest read(InputStream in) throws IOException {
		String[] lines = head(in).split("\r\n", 0);
		String[] first = lines[0].split(" ", 0);
		if (first.length != 3) {
			return null;
		}
		Map<String, String> headers = new TreeMap<>();
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			headers.merge(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).trim(),
					(one, other) -> one + "," + other);
		}
		byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		return new IncomingRequest(AzureOperation.ARM_OTHER, first[0], first[1], headers, new MessageBody(body));
	}

	private static String head(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		int matched = 0;
		while (matched < 4) {
			int next = in.read();
			if (next < 0 || head.size() > MOST_HEADER_BYTES) {
				return "";
			}
			head.write(next);
			matched = (next == "\r\n\r\n".charAt(matched)) ? matched + 1 : (next == '\r') ? 1 : 0;
		}
		return head.toString(StandardCharsets.ISO_8859_1);
	}

	/** Return whether the connection goes on. */
	private static boolean write(OutputStream out, String method, HttpAnswer answer)
			throws IOException, InterruptedException {
		if (answer.delivery() == HttpAnswer.Delivery.DROPPED) {
			return false;
		}
		byte[] body = answer.body().plain();
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
		answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (answer.status() != 304) {
			head.append("Content-Length: ").append(body.length).append("\r\n");
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream(body.length + 1024);
		all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		boolean complete = answer.delivery() == HttpAnswer.Delivery.COMPLETE;
		if (!method.equals("HEAD") && answer.status() != 304) {
			all.write(body, 0, complete ? body.length : body.length / 2);
		}
		all.writeTo(out);
		out.flush();
		if (answer.delivery() == HttpAnswer.Delivery.STALLED) {
			Thread.sleep(RequestAnswering.STALL.toMillis());
		}
		return complete;
	}

}
