package io.github.azurediscovery.apps.clients;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** Every client, without retry. */
@DirtiesContext
@SpringBootTest(properties = "spring.cloud.loadbalancer.retry.enabled=false")
class ClientsTests {

	private static LoopbackShop shop;

	private static LoopbackService orders;

	@Autowired
	private ApplicationContext context;

	@BeforeAll
	static void open() {
		shop = LoopbackShop.open(3);
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
	@ValueSource(strings = { "RestClient", "RestTemplate", "WebClient", "HTTP interface", "OpenFeign" })
	void reachesEveryInstanceInTurn(String client) throws Exception {
		Map<String, Integer> answers = new TreeMap<>();
		for (int i = 0; i < 3 * 5; i++) {
			answers.merge(client(client).call(), 1, Integer::sum);
		}
		assertThat(answers.keySet()).containsExactlyElementsOf(orders.names());
		assertThat(answers.values()).allMatch((count) -> count == 5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "RestClient", "RestTemplate", "WebClient", "HTTP interface", "OpenFeign" })
	void callsAnInstanceThatRefusedAConnectionNoMore(String client) throws Exception {
		String victim = orders.join().name();
		await().until(() -> Set.of(victim).contains(client(client).call()));
		orders.kill(victim);
		int failures = 0;
		for (int i = 0; i < 40; i++) {
			try {
				client(client).call();
			}
			catch (Exception ex) {
				failures++;
			}
		}
		assertThat(failures).isEqualTo(1);
		orders.leave(victim);
	}

	private Callable<String> client(String name) {
		Callable<String> client = Clients.of(this.context).get(name);
		assertThat(client).as(name).isNotNull();
		return client;
	}

}
