package io.github.azurediscovery.apps.clients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** The ways to ask {@code orders} who answers. */
final class Clients {

	private static final String WHOAMI = "http://orders/whoami";

	private Clients() {
	}

	static Map<String, Callable<String>> of(ApplicationContext context) {
		RestClient restClient = context.getBean(RestClient.Builder.class).build();
		RestTemplate restTemplate = context.getBean(RestTemplate.class);
		WebClient webClient = context.getBean(WebClient.Builder.class).build();
		Map<String, Callable<String>> clients = new LinkedHashMap<>();
		clients.put("RestClient", () -> restClient.get().uri(WHOAMI).retrieve().body(String.class));
		clients.put("RestTemplate", () -> restTemplate.getForObject(WHOAMI, String.class));
		clients.put("WebClient", () -> webClient.get().uri(WHOAMI).retrieve().bodyToMono(String.class).block());
		clients.put("HTTP interface", context.getBean(OrdersApi.class)::whoami);
		clients.put("OpenFeign", context.getBean(OrdersFeign.class)::whoami);
		return clients;
	}

}
