package io.github.azurediscovery.kill;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls that fail on the side of the caller: it needs a token for each call, or forwards
 * uploads whose senders disconnect, reported as Tomcat and Reactor Netty report it to a
 * gateway. The outcome of these calls says nothing about instances, and is reported
 * apart.
 */
final class CallerSideFailures {

	private static final String URL = "http://orders/upload";

	private static final byte[] BEGINNING = new byte[20_000];

	private final RestClient restClient;

	private final WebClient webClient;

	private final @Nullable String tokenServer;

	private final Consumer<@Nullable Throwable> ended;

	/**
	 * Create calls.
	 * @param restClient one client
	 * @param webClient another client
	 * @param tokenServer the address of the server that each call needs, or {@code null}
	 * @param ended is told of each failure, and of each answer by {@code null}
	 */
	CallerSideFailures(RestClient restClient, WebClient webClient, @Nullable String tokenServer,
			Consumer<@Nullable Throwable> ended) {
		this.tokenServer = tokenServer;
		this.ended = ended;
		this.restClient = restClient.mutate().requestInterceptor((request, body, execution) -> {
			fetchToken();
			return execution.execute(request, body);
		}).build();
		this.webClient = webClient.mutate()
			.filter((request, next) -> Mono.fromCallable(this::fetchToken).then(next.exchange(request)))
			.build();
	}

	boolean needsTokens() {
		return this.tokenServer != null;
	}

	/** Open a connection to the token server, if there is one. */
	private boolean fetchToken() throws IOException {
		if (this.tokenServer != null) {
			int colon = this.tokenServer.lastIndexOf(':');
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(this.tokenServer.substring(0, colon),
						Integer.parseInt(this.tokenServer.substring(colon + 1))));
			}
		}
		return true;
	}

	void get() {
		report(this.webClient.get().uri(URL));
		report(() -> this.restClient.get().uri(URL).retrieve().toBodilessEntity());
	}

	void upload() {
		Flux<DataBuffer> body = Flux.<DataBuffer>just(DefaultDataBufferFactory.sharedInstance.wrap(BEGINNING))
			.concatWith(Mono.error(new AbortedException("Connection has been closed")));
		report(this.webClient.post().uri(URL).body(BodyInserters.fromDataBuffers(body)));
		report(() -> this.restClient.post().uri(URL).body((StreamingHttpOutputMessage.Body) (out) -> {
			out.write(BEGINNING);
			throw new ClientAbortException(new IOException("Broken pipe"));
		}).retrieve().toBodilessEntity());
	}

	private void report(WebClient.RequestHeadersSpec<?> request) {
		request.retrieve().toBodilessEntity().subscribe((answer) -> this.ended.accept(null), this.ended);
	}

	private void report(Runnable call) {
		try {
			call.run();
			this.ended.accept(null);
		}
		catch (RuntimeException ex) {
			this.ended.accept(ex);
		}
	}

}
