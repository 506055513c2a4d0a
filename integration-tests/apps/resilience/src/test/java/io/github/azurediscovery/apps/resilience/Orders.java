package io.github.azurediscovery.apps.resilience;

import java.util.Objects;

import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * From the outside in: the breaker guards the service, retry picks another instance, the
 * timeout ends one attempt, discovery drops the instance that caused it.
 */
@Component
class Orders {

	private final RestClient client;

	private final CircuitBreaker breaker;

	Orders(RestClient.Builder client, CircuitBreakerFactory<?, ?> breakers) {
		this.client = client.build();
		this.breaker = breakers.create("orders");
	}

	String whoami() {
		return this.breaker.run(this::call, (failure) -> "unavailable");
	}

	private String call() {
		return Objects.requireNonNull(this.client.get().uri("http://orders/whoami").retrieve().body(String.class));
	}

}
