package io.github.azurediscovery.spring.loadbalancer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.RetryableRequestContext;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.reactive.function.client.WebClient;

import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.chain;
import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.instance;
import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.pick;
import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.supplier;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which instances the supplier offers, and which services it leaves to others: those not
 * ours.
 */
class AzureServiceInstanceListSupplierTests {

	private static final String SIMPLE = "spring.cloud.discovery.client.simple.instances.billing[0].uri=http://127.0.0.1:7070";

	private static final InstanceHealth EJECTED = new InstanceHealth(false, PlatformStatus.RUNNING, null, null,
			"ejected");

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery);

	@Test
	void offersTheRoutableInstancesAsTheyAreNow() {
		Instance a = instance("a", "orders", 8080);
		Instance b = instance("b", "orders", 8081);
		this.discovery.answer(a, b);
		this.runner.run((context) -> {
			assertThat(ports(context, "orders")).containsExactly(8080, 8081);
			this.discovery.verdict(a, EJECTED, Cause.OUTLIER);
			assertThat(ports(context, "orders")).containsExactly(8081);
			this.discovery.answer(a, b, instance("c", "orders", 8082));
			assertThat(ports(context, "orders")).containsExactly(8081, 8082);
		});
	}

	@Test
	void makesNothingPerCall() {
		this.discovery.answer(instance("a", "orders", 8080));
		this.runner.run((context) -> {
			ServiceInstanceListSupplier supplier = supplier(context, "orders");
			assertThat(supplier.get(new DefaultRequest<>())).isSameAs(supplier.get(new DefaultRequest<>()));
		});
	}

	@Test
	void tellsHealthThatTheServiceIsWanted() {
		this.discovery.answer(instance("a", "orders", 8080));
		this.runner.run((context) -> {
			pick(context, "orders");
			assertThat(this.discovery.calls()).contains("wanted orders");
		});
	}

	@Test
	void servesAClientWhoseNameIsNotInLowerCaseUnderThatName() {
		this.discovery.answer(instance("a", "orders", 8080));
		this.runner.run((context) -> {
			assertThat(pick(context, "Orders").getPort()).isEqualTo(8080);
			assertThat(supplier(context, "Orders").getServiceId()).isEqualTo("Orders");
		});
	}

	@Test
	void aServiceThatAppearsAfterTheFirstCallIsServed() {
		this.runner.run((context) -> {
			assertThat(pick(context, "orders")).isNull();
			this.discovery.answer(instance("a", "orders", 8080));
			assertThat(pick(context, "orders").getPort()).isEqualTo(8080);
		});
	}

	@Test
	void anEmptyAnswerCachedBeforeTheServiceAppearedHasNoEffect() {
		this.runner.withBean(LoadBalancerCacheManager.class, CacheManagers::create).run((context) -> {
			assertThat(pick(context, "orders")).isNull();
			this.discovery.answer(instance("a", "orders", 8080));
			assertThat(pick(context, "orders").getPort()).isEqualTo(8080);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aServiceOfTheSimpleClientKeepsTheStockChain(boolean webClient) {
		this.discovery.answer(instance("a", "orders", 8080));
		ClassLoader all = getClass().getClassLoader();
		this.runner.withClassLoader(webClient ? all : new FilteredClassLoader(WebClient.class))
			.withPropertyValues(SIMPLE)
			.run((context) -> {
				assertThat(pick(context, "billing").getPort()).isEqualTo(7070);
				assertThat(pick(context, "orders").getPort()).isEqualTo(8080);
				assertThat(stock(context, SupplierConfiguration.DEFAULT))
					.containsExactly("DiscoveryClientServiceInstanceListSupplier");
			});
	}

	@Test
	void theDefaultChainIsCachedIfThereIsACache() {
		this.runner.withBean(LoadBalancerCacheManager.class, CacheManagers::create)
			.withPropertyValues(SIMPLE)
			.run((context) -> {
				assertThat(stock(context, SupplierConfiguration.DEFAULT)).containsExactly(
						"CachingServiceInstanceListSupplier", "DiscoveryClientServiceInstanceListSupplier");
				assertThat(pick(context, "billing").getPort()).isEqualTo(7070);
			});
	}

	@Test
	void theDefaultChainPrefersZonesAndChecksHealthIfConfigured() {
		this.runner.withPropertyValues(SIMPLE).withBean(WebClient.Builder.class, WebClient::builder).run((context) -> {
			assertThat(stock(context, SupplierConfiguration.ZONE_PREFERENCE)).containsExactly(
					"ZonePreferenceServiceInstanceListSupplier", "DiscoveryClientServiceInstanceListSupplier");
			assertThat(stock(context, SupplierConfiguration.HEALTH_CHECK)).containsExactly(
					"HealthCheckServiceInstanceListSupplier", "DiscoveryClientServiceInstanceListSupplier");
		});
	}

	@Test
	void theDefaultChainWithoutADiscoveryClientOffersNothing() {
		this.runner
			.withPropertyValues("spring.cloud.discovery.blocking.enabled=false",
					"spring.cloud.discovery.reactive.enabled=false")
			.run((context) -> assertThat(stock(context, SupplierConfiguration.DEFAULT))
				.containsExactly("NoopServiceInstanceListSupplier"));
	}

	@Test
	void retryAvoidsThePreviousInstance() {
		this.discovery.answer(instance("a", "orders", 8080), instance("b", "orders", 8081));
		this.runner.run((context) -> {
			ServiceInstance previous = pick(context, "orders");
			assertThat(supplier(context, "orders").get(new DefaultRequest<>(new RetryableRequestContext(previous)))
				.blockFirst()).hasSize(1).doesNotContain(previous);
		});
	}

	@Test
	void roundRobinStaysEvenWhileInstancesComeAndGo() {
		List<Instance> members = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			members.add(instance("id-" + i, "orders", 8000 + i));
		}
		this.discovery.answer(members.toArray(Instance[]::new));
		this.runner.run((context) -> {
			int changes = 0;
			int[] picks = new int[5];
			for (int call = 0; call < 1000; call++) {
				if (call % 100 == 99) {
					changes++;
					Instance extra = instance("zz-" + call, "orders", 9000);
					this.discovery.answer(plus(members, extra));
					assertThat(ports(context, "orders")).hasSize(6);
					this.discovery.answer(members.toArray(Instance[]::new));
					changes++;
				}
				picks[pick(context, "orders").getPort() - 8000]++;
			}
			int most = Arrays.stream(picks).max().getAsInt();
			int least = Arrays.stream(picks).min().getAsInt();
			assertThat(most - least).isLessThanOrEqualTo(1 + changes);
		});
	}

	private static Instance[] plus(List<Instance> members, Instance extra) {
		List<Instance> all = new ArrayList<>(members);
		all.add(extra);
		return all.toArray(Instance[]::new);
	}

	private static List<Integer> ports(ApplicationContext context, String service) {
		return supplier(context, service).get().blockFirst().stream().map(ServiceInstance::getPort).toList();
	}

	private static List<String> stock(ApplicationContext main, SupplierConfiguration configuration) {
		AnnotationConfigApplicationContext client = new AnnotationConfigApplicationContext();
		client.setParent(main);
		client.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("client", Map.of("loadbalancer.client.name", "billing")));
		client.refresh();
		DefaultSupplierChain chain = new DefaultSupplierChain(client, configuration);
		try (client) {
			return chain(chain.supplier());
		}
		finally {
			destroy(chain);
		}
	}

	private static void destroy(DefaultSupplierChain chain) {
		try {
			chain.destroy();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
