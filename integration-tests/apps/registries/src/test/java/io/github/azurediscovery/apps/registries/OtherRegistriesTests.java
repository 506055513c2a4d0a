package io.github.azurediscovery.apps.registries;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.apps.support.LoopbackInstance;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code orders} comes from Azure, {@code legacy} from {@code SimpleDiscoveryClient},
 * {@code parcels} from Eureka; {@code both} is known to Azure and to
 * {@code SimpleDiscoveryClient}. Eureka's starter brings the load balancer's cache.
 */
class OtherRegistriesTests {

	private static SimulatedAzure azure;

	private static LoopbackService orders;

	private static LoopbackService both;

	private static LoopbackInstance legacy;

	private static LoopbackInstance other;

	private static LoopbackInstance parcels;

	private static ConfigurableApplicationContext eureka;

	private static ConfigurableApplicationContext shop;

	@BeforeAll
	static void start() {
		azure = SimulatedAzure.start();
		orders = LoopbackService.start(azure, "orders", 2);
		both = LoopbackService.start(azure, "both", 1);
		legacy = LoopbackInstance.start("legacy", "127.2.0.1", 0);
		other = LoopbackInstance.start("other", "127.2.0.2", 0);
		parcels = LoopbackInstance.start("parcels", "127.2.0.3", 0);
		eureka = EurekaApplication.start();
		EurekaApplication.register(EurekaApplication.url(eureka), "parcels", parcels);
		shop = shop(0);
	}

	@AfterAll
	static void close() {
		shop.close();
		eureka.close();
		List.of(legacy, other, parcels).forEach(LoopbackInstance::close);
		both.close();
		orders.close();
		azure.close();
	}

	@Test
	void theCompositeKnowsTheServicesOfAll() {
		await().untilAsserted(() -> assertThat(shop.getBean(DiscoveryClient.class).getServices()).contains("orders",
				"both", "legacy", "parcels"));
	}

	@Test
	void eachServiceIsBalancedOverTheInstancesOfItsOwnRegistry() {
		await().untilAsserted(() -> {
			assertThat(call(shop, "orders")).isIn(orders.names());
			assertThat(call(shop, "legacy")).isEqualTo("legacy");
			assertThat(call(shop, "parcels")).isEqualTo("parcels");
		});
	}

	@Test
	void theLoadBalancersCacheIsThereAndDelaysOursByNothing() {
		assertThat(shop.getBeanProvider(LoadBalancerCacheManager.class)).isNotEmpty();
		assertThat(call(shop, "orders")).isIn(orders.names());
		String joiner = orders.join().name();
		await().until(() -> call(shop, "orders").equals(joiner));
		orders.leave(joiner);
		await().until(() -> shop.getBean(DiscoveryClient.class).getInstances("orders").size() == 2);
		for (int i = 0; i < 10; i++) {
			assertThat(call(shop, "orders")).isNotEqualTo(joiner);
		}
	}

	@Test
	void theOrderDecidesWhichRegistryAnswersForAServiceThatBothKnow() {
		try (ConfigurableApplicationContext first = shop(-1); ConfigurableApplicationContext last = shop(1)) {
			assertThat(instances(first)).containsExactly(both.instance("both-1").address());
			assertThat(instances(last)).containsExactly(other.address());
		}
	}

	private static List<String> instances(ConfigurableApplicationContext context) {
		return context.getBean(DiscoveryClient.class)
			.getInstances("both")
			.stream()
			.map(ServiceInstance::getUri)
			.map(URI::getHost)
			.toList();
	}

	private static String call(ConfigurableApplicationContext context, String service) {
		return String.valueOf(context.getBean("balancedRestClientBuilder", RestClient.Builder.class)
			.build()
			.get()
			.uri("http://" + service + "/whoami")
			.retrieve()
			.body(String.class));
	}

	private static ConfigurableApplicationContext shop(int order) {
		SpringApplication application = new SpringApplication(ShopApplication.class);
		Map<String, Object> properties = new HashMap<>(azure.properties());
		properties.put("azure.discovery.order", order);
		properties.put("spring.cloud.discovery.client.simple.instances.legacy[0].uri", uri(legacy));
		properties.put("spring.cloud.discovery.client.simple.instances.both[0].uri", uri(other));
		properties.put("eureka.client.service-url.defaultZone", EurekaApplication.url(eureka));
		properties.put("spring.cloud.service-registry.auto-registration.enabled", false);
		properties.put("eureka.client.jersey.enabled", false);
		properties.put("eureka.client.register-with-eureka", false);
		properties.put("eureka.client.registry-fetch-interval-seconds", 1);
		application.setDefaultProperties(properties);
		return application.run();
	}

	private static String uri(LoopbackInstance instance) {
		return "http://" + instance.address() + ':' + instance.port();
	}

}
