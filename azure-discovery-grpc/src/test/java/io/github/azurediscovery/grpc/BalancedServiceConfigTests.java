package io.github.azurediscovery.grpc;

import java.util.List;
import java.util.Map;

import io.grpc.LoadBalancerRegistry;
import io.grpc.NameResolver.ConfigOrError;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BalancedServiceConfigTests {

	@Test
	void thePolicyOfTheUserBecomesTheChild() {
		assertThat(
				BalancedServiceConfig.of(Map.of("loadBalancingConfig", List.of(policy("pick_first"))), "round_robin"))
			.isEqualTo(balanced("pick_first"));
	}

	@Test
	void withoutAPolicyTheDefaultIsTheChild() {
		assertThat(BalancedServiceConfig.of(Map.of(), "round_robin")).isEqualTo(balanced("round_robin"));
	}

	@Test
	void theDeprecatedNameOfAPolicyIsUnderstood() {
		assertThat(BalancedServiceConfig.of(Map.of("loadBalancingPolicy", "PICK_FIRST"), "round_robin"))
			.isEqualTo(balanced("pick_first"));
	}

	@Test
	void retriesStay() {
		assertThat(BalancedServiceConfig.of(Map.of("methodConfig", List.of()), "round_robin"))
			.containsEntry("methodConfig", List.of());
	}

	@Test
	void aConfigThatNamesThePolicyIsLeftAlone() {
		Map<String, Object> balanced = balanced("pick_first");
		assertThat(BalancedServiceConfig.of(balanced, "round_robin")).isEqualTo(balanced);
	}

	@Test
	void aChildThatIsNoListIsAnError() {
		ConfigOrError parsed = LoadBalancerRegistry.getDefaultRegistry()
			.getProvider(EvidenceLoadBalancerProvider.POLICY)
			.parseLoadBalancingPolicyConfig(Map.of("childPolicy", "round_robin"));
		assertThat(parsed.getError().getDescription())
			.isEqualTo("childPolicy of the policy azure_discovery is not a list of policies");
	}

	private static Map<String, Object> balanced(String child) {
		return Map.of("loadBalancingConfig",
				List.of(Map.of("azure_discovery", Map.of("childPolicy", List.of(policy(child))))));
	}

	private static Map<String, Object> policy(String name) {
		return Map.of(name, Map.of());
	}

}
