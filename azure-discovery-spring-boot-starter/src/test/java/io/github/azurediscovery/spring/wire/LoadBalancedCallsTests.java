package io.github.azurediscovery.spring.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.loadbalancer.Picks;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.spring.SimulatedAzureTest;
import io.github.azurediscovery.test.spring.SimulatedEstate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * {@code http://orders/} in every way that Spring knows, from discovery to the socket,
 * for services from a static list and from the simulated Azure.
 */
@SimulatedAzureTest
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "azure.discovery.refresh.interval=100ms", "azure.discovery.refresh.status-interval=200ms",
				"azure.discovery.startup.timeout=60s", "spring.cloud.loadbalancer.retry.enabled=false" })
class LoadBalancedCallsTests {

	private static final String STATIC = "static";

	private static final String AZURE = "azure";

	private static final List<String> SINGLE_TEST_SERVICES = List.of("counted", "overloaded", "pooled");

	private static final Map<String, List<LoopbackInstance>> INSTANCES = new HashMap<>();

	@Autowired
	private ApplicationContext context;

	@Autowired
	private AzureDiscovery discovery;

	@Autowired
	private SimulatedAzure azure;

	static {
		SINGLE_TEST_SERVICES.forEach((service) -> INSTANCES.put(service, instances()));
		for (Way way : Way.values()) {
			for (String kind : List.of(STATIC, AZURE)) {
				INSTANCES.put(way.service(kind), instances());
			}
		}
	}

	private static List<LoopbackInstance> instances() {
		return Stream.generate(LoopbackInstance::new).limit(3).toList();
	}

	static Stream<Arguments> ways() {
		return Stream.of(Way.values())
			.flatMap((way) -> Stream.of(STATIC, AZURE).map((kind) -> Arguments.of(way, kind)));
	}

	@DynamicPropertySource
	static void services(DynamicPropertyRegistry registry) {
		for (String service : INSTANCES.keySet()) {
			if (!service.startsWith(AZURE)) {
				registry.add("azure.discovery.services." + service + ".static", () -> addresses(service));
			}
		}
	}

	private static String addresses(String service) {
		return INSTANCES.get(service).stream().map(LoopbackInstance::address).collect(Collectors.joining(","));
	}

	@SimulatedEstate
	static void estate(SimulatedAzure azure) {
		for (Way way : Way.values()) {
			for (LoopbackInstance instance : INSTANCES.get(way.service(AZURE))) {
				vm(azure, way.service(AZURE), instance);
			}
		}
	}

	private static void vm(SimulatedAzure azure, String service, LoopbackInstance instance) {
		azure.vm(service + "-" + instance.port())
			.tag("Discovery:Service:Name", service)
			.tag("Discovery:Instance:Port", String.valueOf(instance.port()))
			.address("127.0.0.1");
	}

	@ParameterizedTest
	@MethodSource("ways")
	void callsRotateAndADeadInstanceIsPickedAtMostOnce(Way way, String kind) {
		String service = way.service(kind);
		List<LoopbackInstance> instances = INSTANCES.get(service);
		assertThat(call(way, service, 9)).isZero();
		assertThat(instances).allMatch((instance) -> instance.answered() == 3);

		instances.get(1).kill();
		failOnce(way, service);
		await(() -> health(service, instances.get(1)).contains("ejected"));
		assertThat(call(way, service, 30)).isZero();

		instances.get(0).kill();
		instances.get(2).kill();
		call(way, service, 4);
		await(() -> this.discovery.routes().route(service).panic());
		assertThat(this.discovery.routes().route(service).routable()).isNotEmpty();
		assertThatException().isThrownBy(() -> way.call(this.context, service)).withMessageNotContaining("instances");

		instances.forEach(LoopbackInstance::revive);
		assertThat(call(way, service, 30)).isZero();
	}

	@ParameterizedTest
	@EnumSource(Way.class)
	void aJoinerGetsTrafficAndALeaverGetsNoneWithinARefresh(Way way) {
		String service = way.service(AZURE);
		LoopbackInstance joiner = new LoopbackInstance();
		vm(this.azure, service, joiner);
		await(() -> members(service).size() == 4);
		call(way, service, 12);
		assertThat(joiner.answered()).isPositive();
		this.azure.vm(service + "-" + joiner.port()).deallocate();
		await(() -> members(service).size() == 3);
		assertThat(call(way, service, 12)).isZero();
		assertThat(joiner.answered()).isZero();
		joiner.kill();
	}

	@Test
	void anInstanceThatAnswers503IsLeftAfterFiveInARow() {
		LoopbackInstance overloaded = INSTANCES.get("overloaded").get(2);
		overloaded.answerWith(503);
		for (int failures = 0; failures < 5; failures += call(Way.REST_TEMPLATE, "overloaded", 1)) {
			assertThat(health("overloaded", overloaded)).doesNotContain("ejected");
		}
		await(() -> health("overloaded", overloaded).contains("ejected"));
		assertThat(call(Way.REST_TEMPLATE, "overloaded", 30)).isZero();
	}

	@Test
	void aPooledConnectionThatBreaksIsSuspectUntilOneConnectDecides() {
		List<LoopbackInstance> instances = INSTANCES.get("pooled");
		instances.forEach(LoopbackInstance::keepAlive);
		call(Way.REST_CLIENT, "pooled", 3);
		instances.get(0).kill();
		failOnce(Way.REST_CLIENT, "pooled");
		await(() -> health("pooled", instances.get(0)).contains("ejected"));
		assertThat(call(Way.REST_CLIENT, "pooled", 30)).isZero();
	}

	@Test
	void picksAreCounted() {
		Picks picks = this.context.getBean(Picks.class);
		call(Way.WEB_CLIENT, "counted", 7);
		assertThat(picks(picks, "counted")).isEqualTo(7);
	}

	private long picks(Picks picks, String service) {
		return members(service).stream().mapToLong(picks::of).sum();
	}

	private List<Instance> members(String service) {
		return this.discovery.catalog().current().instances(service);
	}

	private String health(String service, LoopbackInstance killed) {
		return members(service).stream()
			.filter((instance) -> instance.port() == killed.port())
			.map((instance) -> String.valueOf(this.discovery.health().of(instance).outlier()))
			.findFirst()
			.orElseThrow();
	}

	/** Call until one call fails, which may cost as many calls as there are instances. */
	private void failOnce(Way way, String service) {
		int failures = 0;
		for (int call = 0; failures == 0 && call < 10; call++) {
			failures += call(way, service, 1);
		}
		assertThat(failures).isOne();
	}

	/** Call, and return how many calls failed. */
	private int call(Way way, String service, int times) {
		int failures = 0;
		List<Exception> errors = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			try {
				way.call(this.context, service);
			}
			catch (RuntimeException ex) {
				failures++;
				errors.add(ex);
			}
		}
		assertThat(errors).allMatch((ex) -> !String.valueOf(ex.getMessage()).contains("No instances"));
		return failures;
	}

	private static void await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "static-http-interface", types = Way.Shop.class)
	@ImportHttpServices(group = "azure-http-interface", types = Way.Shop.class)
	static class Application {

		@Bean
		@LoadBalanced
		RestClient.Builder restClientBuilder() {
			return RestClient.builder();
		}

		@Bean
		@LoadBalanced
		WebClient.Builder webClientBuilder() {
			return WebClient.builder();
		}

		@Bean
		@LoadBalanced
		RestTemplate restTemplate() {
			return new RestTemplate();
		}

	}

}
