package io.github.azurediscovery.spring.loadbalancer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static io.github.azurediscovery.spring.loadbalancer.LoadBalancerContexts.pick;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances in the own zone are preferred where that is switched on, with the real core.
 */
class ZonePreferenceSettingTests {

	private static final Instance NEAR_A = in("1", "a", 8001);

	private static final Instance NEAR_B = in("1", "b", 8002);

	private static final Instance FAR = in("2", "c", 8003);

	private static final List<Instance> BILLING = List.of(
			Instance.of("d", "billing", "127.0.0.1", 9001).zone("1").build(),
			Instance.of("e", "billing", "127.0.0.1", 9002).zone("2").build());

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner()
		.withBean(InstanceSource.class, Zones::new)
		.withPropertyValues("spring.cloud.loadbalancer.zone=1");

	private static Instance in(String zone, String id, int port) {
		return Instance.of(id, "orders", "127.0.0.1", port).zone(zone).build();
	}

	@Test
	void zonesDoNotMatterUnlessSwitchedOn() {
		this.runner.run((context) -> assertThat(ports(context, "orders")).containsExactly(8001, 8002, 8003));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.loadbalancer.configurations=zone-preference",
			"azure.discovery.loadbalancer.zone-preference.enabled=true" })
	void eitherSwitchPrefersTheZoneOfEveryClient(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(ports(context, "orders")).containsExactly(8001, 8002));
	}

	@Test
	void oneClientMayPreferItsZoneAlone() {
		this.runner.withPropertyValues("spring.cloud.loadbalancer.clients.billing.configurations=zone-preference")
			.run((context) -> {
				assertThat(ports(context, "billing")).containsExactly(9001);
				assertThat(ports(context, "orders")).containsExactly(8001, 8002, 8003);
			});
	}

	@Test
	void theZoneIsLeftWhenTooLittleOfItIsRoutable() {
		this.runner
			.withPropertyValues("spring.cloud.loadbalancer.configurations=zone-preference",
					"azure.discovery.loadbalancer.zone-preference.min-share=0.6")
			.run((context) -> {
				AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
				assertThat(ports(context, "orders")).containsExactly(8001, 8002);
				discovery.health().report(NEAR_A, CallOutcome.HARD_FAILURE, "connection refused");
				await(() -> ports(context, "orders").equals(Set.of(8002, 8003)));
			});
	}

	@ParameterizedTest
	@CsvSource({ "spring.cloud.loadbalancer.zone=1, false, false",
			"azure.discovery.loadbalancer.zone-preference.enabled=true, true, true",
			"spring.cloud.loadbalancer.configurations=zone-preference, true, true",
			"spring.cloud.loadbalancer.clients.orders.configurations=zone-preference, true, false" })
	void tellsForWhichServicesItIsInForce(String property, boolean orders, boolean billing) {
		this.runner.withPropertyValues(property).run((context) -> {
			ZonePreferenceSetting preference = context.getBean(ZonePreferenceSetting.class);
			assertThat(preference.isOnFor("orders")).isEqualTo(orders);
			assertThat(preference.isOnFor("billing")).isEqualTo(billing);
			assertThat(ports(context, "orders")).hasSize(orders ? 2 : 3);
			assertThat(ports(context, "billing")).hasSize(billing ? 1 : 2);
		});
	}

	@Test
	void oneClientMayDoWithoutThePreferenceOfAll() {
		this.runner
			.withPropertyValues("spring.cloud.loadbalancer.configurations=zone-preference",
					"spring.cloud.loadbalancer.clients.billing.configurations=default")
			.run((context) -> {
				assertThat(context.getBean(ZonePreferenceSetting.class).isOnFor("billing")).isFalse();
				assertThat(ports(context, "billing")).containsExactly(9001, 9002);
			});
	}

	private static Set<Integer> ports(ApplicationContext context, String client) {
		Set<Integer> ports = new TreeSet<>();
		for (int i = 0; i < 12; i++) {
			ports.add(pick(context, client).getPort());
		}
		return ports;
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	private static final class Zones implements InstanceSource {

		@Override
		public String name() {
			return "zones";
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) {
			return SourceAnswer.of(Stream.concat(Stream.of(NEAR_A, NEAR_B, FAR), BILLING.stream()).toList(), List.of());
		}

	}

}
