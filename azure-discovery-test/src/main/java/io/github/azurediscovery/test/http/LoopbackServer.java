package io.github.azurediscovery.test.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on 127.0.0.1, plain or with TLS, that logs every request, delays it
 * by the latency, lets a fault strike it, and compresses the answer when asked.
 */
public final class LoopbackServer implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final String NO_DELAY = "sun.net.httpserver.nodelay";

	static {
		// Headers and body are two writes: with Nagle's algorithm each answer on a kept
		// connection waits 40 ms for the client's delayed acknowledgement.
		if (System.getProperty(NO_DELAY) == null) {
			System.setProperty(NO_DELAY, "true");
		}
	}

	private final HttpServer server;

	private final RequestAnswering answering;

	private LoopbackServer(HttpServer server, RequestAnswering answering) {
		this.server = server;
		this.answering = answering;
	}

	/**
	 * Start a server.
	 * @param port its port, 0 for a free one
	 * @param executor runs the requests
	 * @param handler answers the requests
	 * @param log where requests are counted
	 * @param faults what goes wrong
	 * @return a running server
	 * @throws UncheckedIOException if the port is taken
	 */
	public static LoopbackServer start(int port, Executor executor, SimulatedEndpoint handler, RequestLog log,
			ActiveFaults faults) {
		try {
			return start(HttpServer.create(address(port), BACKLOG), executor, handler, log, faults);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port, ex);
		}
	}

	/**
	 * Start a server that speaks https.
	 * @param port its port, 0 for a free one
	 * @param executor runs the requests
	 * @param handler answers the requests
	 * @param log where requests are counted
	 * @param faults what goes wrong
	 * @param certificate the certificate it shows
	 * @return a running server
	 * @throws UncheckedIOException if the port is taken
	 */
	public static LoopbackServer startTls(int port, Executor executor, SimulatedEndpoint handler, RequestLog log,
			ActiveFaults faults, LoopbackCertificate certificate) {
		try {
			HttpsServer server = HttpsServer.create(address(port), BACKLOG);
			server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
			return start(server, executor, handler, log, faults);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port, ex);
		}
	}

	private static LoopbackServer start(HttpServer server, Executor executor, SimulatedEndpoint handler, RequestLog log,
			ActiveFaults faults) {
		LoopbackServer started = new LoopbackServer(server, new RequestAnswering(handler, log, faults));
		server.setExecutor(executor);
		server.createContext("/", started::handle);
		server.start();
		return started;
	}

	private static InetSocketAddress address(int port) throws IOException {
		return new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port);
	}

	/**
	 * Return where the server listens.
	 * @return for example {@code http://127.0.0.1:40123}
	 */
	public URI uri() {
		String scheme = (this.server instanceof HttpsServer) ? "https" : "http";
		return URI.create(scheme + "://127.0.0.1:" + this.server.getAddress().getPort());
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
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			IncomingRequest request = read(exchange);
			write(exchange, request, this.answering.answer(request, exchange.getRemoteAddress()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private IncomingRequest read(HttpExchange exchange) throws IOException {
		Map<String, String> headers = new TreeMap<>();
		exchange.getRequestHeaders()
			.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
		return new IncomingRequest(AzureOperation.ARM_OTHER, exchange.getRequestMethod(),
				exchange.getRequestURI().toString(), headers,
				new MessageBody(exchange.getRequestBody().readAllBytes()));
	}

	private void write(HttpExchange exchange, IncomingRequest request, HttpAnswer answer)
			throws IOException, InterruptedException {
		if (answer.delivery() == HttpAnswer.Delivery.DROPPED) {
			return;
		}
		answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
		boolean gzip = wantsGzip(request.header("accept-encoding")) && answer.body().plain().length > 0;
		if (gzip) {
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
		}
		byte[] body = gzip ? answer.body().gzip() : answer.body().plain();
		exchange.sendResponseHeaders(answer.status(), (body.length == 0) ? -1 : body.length);
		int length = (answer.delivery() == HttpAnswer.Delivery.COMPLETE) ? body.length : body.length / 2;
		exchange.getResponseBody().write(body, 0, length);
		exchange.getResponseBody().flush();
		if (answer.delivery() == HttpAnswer.Delivery.STALLED) {
			Thread.sleep(RequestAnswering.STALL.toMillis());
		}
	}

	private static boolean wantsGzip(@Nullable String acceptEncoding) {
		return acceptEncoding != null && acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip");
	}

}
