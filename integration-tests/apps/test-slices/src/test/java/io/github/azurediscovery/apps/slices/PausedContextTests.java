package io.github.azurediscovery.apps.slices;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;
import org.springframework.web.client.RestClient;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Framework 7 pauses a cached context while another one is tested. Two test
 * classes are run by hand, in turn.
 */
class PausedContextTests {

	private static SimulatedAzure first;

	private static SimulatedAzure second;

	private static LoopbackService orders;

	@BeforeAll
	static void start() {
		first = SimulatedAzure.start();
		second = SimulatedAzure.start();
		orders = LoopbackService.start(first, "orders", 2);
	}

	@AfterAll
	static void close() {
		List.of(FirstUse.class, SecondUse.class)
			.forEach((use) -> new TestContextManager(use).getTestContext()
				.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE));
		orders.close();
		first.close();
		second.close();
	}

	@Test
	void aPausedContextStopsRefreshingAndStartsAgain() throws Exception {
		run(FirstUse.class, (test) -> assertRefreshing(first));
		for (int i = 0; i < 2; i++) {
			run(SecondUse.class, (test) -> {
				int asked = asked(first);
				assertRefreshing(second);
				assertThat(asked(first)).isEqualTo(asked);
			});
			String joiner = orders.join().name();
			run(FirstUse.class, (test) -> {
				assertRefreshing(first);
				await().untilAsserted(() -> assertThat(((FirstUse) test).answers()).contains(joiner));
			});
		}
	}

	private static void assertRefreshing(SimulatedAzure azure) {
		int asked = asked(azure);
		await().until(() -> asked(azure) > asked + 3);
	}

	private static int asked(SimulatedAzure azure) {
		return azure.requests().count(AzureOperation.arm());
	}

	private static void run(Class<?> testClass, Consumer<Object> test) throws Exception {
		TestContextManager manager = new TestContextManager(testClass);
		manager.beforeTestClass();
		Object instance = testClass.getDeclaredConstructor().newInstance();
		manager.prepareTestInstance(instance);
		test.accept(instance);
		manager.afterTestClass();
	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	static class FirstUse {

		@Autowired
		private DiscoveryClient discovery;

		@Autowired
		private RestClient.Builder restClient;

		@DynamicPropertySource
		static void azure(DynamicPropertyRegistry registry) {
			first.properties().forEach((name, value) -> registry.add(name, () -> value));
		}

		Set<String> answers() {
			RestClient client = this.restClient.build();
			Set<String> answers = new TreeSet<>();
			for (int i = 0; i < this.discovery.getInstances("orders").size(); i++) {
				answers.add(
						Objects.requireNonNull(client.get().uri("http://orders/whoami").retrieve().body(String.class)));
			}
			return answers;
		}

	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE)
	static class SecondUse {

		@DynamicPropertySource
		static void azure(DynamicPropertyRegistry registry) {
			second.properties().forEach((name, value) -> registry.add(name, () -> value));
		}

	}

}
