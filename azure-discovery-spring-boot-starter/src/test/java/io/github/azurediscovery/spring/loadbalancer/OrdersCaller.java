package io.github.azurediscovery.spring.loadbalancer;

import java.time.Duration;

import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Calls {@code orders} by one of the clients, load-balanced, and waits for the body. */
interface OrdersCaller {

	/**
	 * Call.
	 * @param page the path without its slash
	 * @param body what to post, or {@code null} to get
	 */
	void call(String page, byte[] body);

	default void get(String page) {
		call(page, null);
	}

	static OrdersCaller of(ApplicationContext context, CallingClient client, Duration connect, Duration read)
			throws Exception {
		if (client.blocking != null) {
			RestClient rest = context.getBean(RestClient.Builder.class)
				.requestFactory(client.blocking.make(connect, read))
				.build();
			return (page, body) -> ((body != null) ? rest.post().uri("http://orders/" + page).body(body)
					: rest.get().uri("http://orders/" + page))
				.retrieve()
				.body(String.class);
		}
		WebClient web = context.getBean(WebClient.Builder.class)
			.clientConnector(client.reactive.make(connect, read))
			.build();
		return (page, body) -> ((body != null) ? web.post().uri("http://orders/" + page).bodyValue(body)
				: web.get().uri("http://orders/" + page))
			.retrieve()
			.bodyToMono(String.class)
			.block();
	}

}
