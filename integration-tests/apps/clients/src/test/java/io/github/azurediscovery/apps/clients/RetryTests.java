package io.github.azurediscovery.apps.clients;

import java.util.concurrent.Callable;

import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.apps.support.LoopbackShop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Retry on the class path, {@code spring.cloud.loadbalancer.retry.enabled=true}: a
 * GET that fails is retried on another instance without a visible failure.
 */
@DirtiesContext
@SpringBootTest(properties = "spring.cloud.loadbalancer.retry.enabled=true")
class RetryTests {

	private static LoopbackShop shop;

	private static LoopbackService orders;

	@Autowired
	private ApplicationContext context;

	@BeforeAll
	static void open() {
		shop = LoopbackShop.open(2);
		orders = shop.orders();
	}

	@DynamicPropertySource
	static void shop(DynamicPropertyRegistry registry) {
		shop.register(registry);
	}

	@AfterAll
	static void close() {
		shop.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RestClient", "RestTemplate", "WebClient", "OpenFeign" })
	void triesAnotherInstance(String name) throws Exception {
		Callable<String> client = Clients.of(this.context).get(name);
		String victim = orders.join().name();
		await().until(() -> client.call().equals(victim));
		orders.kill(victim);
		for (int i = 0; i < 20; i++) {
			assertThat(client.call()).isIn("orders-1", "orders-2");
		}
		orders.leave(victim);
	}

}
