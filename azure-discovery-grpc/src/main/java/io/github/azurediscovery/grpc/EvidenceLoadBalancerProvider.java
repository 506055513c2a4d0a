package io.github.azurediscovery.grpc;

import java.util.List;
import java.util.Map;

import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.NameResolver.ConfigOrError;
import io.grpc.Status;
import io.grpc.util.GracefulSwitchLoadBalancer;
import org.jspecify.annotations.Nullable;

/**
 * Provides the load-balancing policy {@value #POLICY}: balances as its child policy does,
 * {@code round_robin} by default, and reports to discovery how attempts and connections
 * end. Found by gRPC on the class path. To be named in a service config, with its child:
 * <pre>
 * {"loadBalancingConfig": [{"azure_discovery": {"childPolicy": [{"least_request_experimental": {}}]}}]}
 * </pre>
 */
public final class EvidenceLoadBalancerProvider extends LoadBalancerProvider {

	/** The name of the policy. */
	public static final String POLICY = "azure_discovery";

	static final String CHILD_POLICY = "childPolicy";

	static final String ROUND_ROBIN = "round_robin";

	@Override
	public boolean isAvailable() {
		return true;
	}

	@Override
	public int getPriority() {
		return 5;
	}

	@Override
	public String getPolicyName() {
		return POLICY;
	}

	@Override
	public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
		return new EvidenceLoadBalancer(helper, parse(null).getConfig());
	}

	@Override
	public ConfigOrError parseLoadBalancingPolicyConfig(Map<String, ?> config) {
		try {
			return parse(config.get(CHILD_POLICY));
		}
		catch (ClassCastException ex) {
			return ConfigOrError.fromError(Status.INVALID_ARGUMENT
				.withDescription(CHILD_POLICY + " of the policy " + POLICY + " is not a list of policies")
				.withCause(ex));
		}
	}

	@SuppressWarnings("unchecked") // the JSON of a service config
	private static ConfigOrError parse(@Nullable Object children) {
		List<Map<String, ?>> policies = (children != null) ? (List<Map<String, ?>>) children
				: List.of(Map.of(ROUND_ROBIN, Map.of()));
		return GracefulSwitchLoadBalancer.parseLoadBalancingPolicyConfig(policies);
	}

}
