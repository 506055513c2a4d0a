package io.github.azurediscovery.sample;

import java.util.Objects;

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls {@code orders} once with each client and returns the names of the instances that
 * answered.
 */
@RestController
class OrdersController {

	private static final String WHOAMI = "http://orders/whoami";

	private final RestClient restClient;

	private final RestTemplate restTemplate;

	private final WebClient webClient;

	private final OrdersApi orders;

	OrdersController(RestClient.Builder restClient, RestTemplate restTemplate, WebClient.Builder webClient,
			OrdersApi orders) {
		this.restClient = restClient.build();
		this.restTemplate = restTemplate;
		this.webClient = webClient.build();
		this.orders = orders;
	}

	@GetMapping("/rest-client")
	String restClient() {
		return Objects.requireNonNull(this.restClient.get().uri(WHOAMI).retrieve().body(String.class));
	}

	@GetMapping("/rest-template")
	String restTemplate() {
		return Objects.requireNonNull(this.restTemplate.getForObject(WHOAMI, String.class));
	}

	@GetMapping("/web-client")
	Mono<String> webClient() {
		return this.webClient.get().uri(WHOAMI).retrieve().bodyToMono(String.class);
	}

	@GetMapping("/http-interface")
	String httpInterface() {
		return this.orders.whoami();
	}

}
