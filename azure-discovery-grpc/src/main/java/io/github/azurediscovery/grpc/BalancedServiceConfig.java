package io.github.azurediscovery.grpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The service config of a channel, in which the user's own policy becomes the child of
 * {@value EvidenceLoadBalancerProvider#POLICY}. Everything else, such as retries, stays.
 */
final class BalancedServiceConfig {

	private static final String LOAD_BALANCING = "loadBalancingConfig";

	private static final String DEPRECATED_POLICY = "loadBalancingPolicy";

	private BalancedServiceConfig() {
	}

	/**
	 * Return a service config that reports to discovery.
	 * @param config the user's service config
	 * @param policy the policy to use if that names none
	 */
	static Map<String, Object> of(Map<String, ?> config, String policy) {
		Map<String, Object> balanced = new LinkedHashMap<>(config);
		Object deprecated = balanced.remove(DEPRECATED_POLICY);
		List<?> children = children(config.get(LOAD_BALANCING),
				(deprecated != null) ? deprecated.toString().toLowerCase(Locale.ROOT) : policy);
		boolean named = children.stream()
			.anyMatch(
					(child) -> child instanceof Map<?, ?> map && map.containsKey(EvidenceLoadBalancerProvider.POLICY));
		balanced.put(LOAD_BALANCING, named ? children : List.of(Map.of(EvidenceLoadBalancerProvider.POLICY,
				Map.of(EvidenceLoadBalancerProvider.CHILD_POLICY, children))));
		return balanced;
	}

	private static List<?> children(@Nullable Object configured, String policy) {
		if (configured instanceof List<?> policies && !policies.isEmpty()) {
			return policies;
		}
		return List.of(Map.of(policy, Map.of()));
	}

}
