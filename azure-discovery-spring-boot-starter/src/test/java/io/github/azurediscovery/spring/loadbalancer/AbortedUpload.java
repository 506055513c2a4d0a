package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;

import org.apache.catalina.connector.ClientAbortException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;

/**
 * A body that a caller passes on, the sender of which disconnects, as Tomcat and Reactor
 * Netty report it.
 */
final class AbortedUpload {

	private static final byte[] BEGINNING = new byte[20_000];

	static final StreamingHttpOutputMessage.Body BLOCKING = (out) -> {
		out.write(BEGINNING);
		throw new ClientAbortException(new IOException("Broken pipe"));
	};

	static final BodyInserter<Flux<DataBuffer>, ReactiveHttpOutputMessage> REACTIVE = BodyInserters
		.fromDataBuffers(Flux.<DataBuffer>just(DefaultDataBufferFactory.sharedInstance.wrap(BEGINNING))
			.concatWith(Mono.error(new AbortedException("Connection has been closed"))));

	private AbortedUpload() {
	}

}
