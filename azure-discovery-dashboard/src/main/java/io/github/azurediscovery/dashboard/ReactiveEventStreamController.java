package io.github.azurediscovery.dashboard;

import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Serves the event stream in reactive applications. Each chunk is flushed individually,
 * so that the server requests the next chunk only when the previous one was sent.
 */
@Controller
@RequestMapping(DashboardProperties.PATH_PLACEHOLDER)
final class ReactiveEventStreamController {

	private final ViewerBroadcaster viewers;

	ReactiveEventStreamController(ViewerBroadcaster viewers) {
		this.viewers = viewers;
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Mono<Void> events(ServerWebExchange exchange) {
		return Mono.defer(() -> {
			ServerHttpResponse response = exchange.getResponse();
			if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
				EventStreamHeaders.STREAM.forEach(response.getHeaders()::set);
				return response.setComplete();
			}
			DashboardViewer viewer = this.viewers.join();
			if (viewer == null) {
				EventStreamHeaders.TOO_MANY_VIEWERS.forEach(response.getHeaders()::set);
				response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
				return response.setComplete();
			}
			return Mono.defer(() -> stream(viewer, exchange)).doFinally((signal) -> this.viewers.leave(viewer));
		});
	}

	private static Mono<Void> stream(DashboardViewer viewer, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		EventStreamHeaders.STREAM.forEach(response.getHeaders()::set);
		return Mono.firstWithSignal(response.writeAndFlushWith(chunks(viewer, response)),
				viewer.disconnected().then(Mono.defer(() -> closeConnection(exchange.getRequest()))));
	}

	private static Flux<Mono<DataBuffer>> chunks(DashboardViewer viewer, ServerHttpResponse response) {
		return viewer.chunks().map((chunk) -> Mono.fromSupplier(() -> {
			viewer.chunkTaken();
			return response.bufferFactory().wrap(chunk);
		}));
	}

	/** Netty's connection can be closed directly; other servers close it on an error. */
	private static Mono<Void> closeConnection(ServerHttpRequest request) {
		Object connection = ServerHttpRequestDecorator.getNativeRequest(request);
		if (connection instanceof Disposable netty) {
			netty.dispose();
			return Mono.empty();
		}
		return Mono.error(new ConnectionCutException());
	}

}
