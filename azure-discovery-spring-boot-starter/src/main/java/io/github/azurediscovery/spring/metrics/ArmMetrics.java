package io.github.azurediscovery.spring.metrics;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.azure.ArmRequestListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Metrics for requests to Azure Resource Manager: {@code azure.discovery.arm.requests} by
 * operation, status and outcome, and {@code azure.discovery.arm.quota.remaining} by
 * quota.
 */
final class ArmMetrics implements ArmRequestListener {

	private final MeterRegistry registry;

	private final ArmUsage usage = new ArmUsage(InstantSource.system());

	private final Set<String> quotas = ConcurrentHashMap.newKeySet();

	ArmMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onRequest(ArmRequest request) {
		Timer.builder("azure.discovery.arm.requests")
			.description("Requests to Azure Resource Manager")
			.tag("operation", request.operation())
			.tag("status", (request.status() > 0) ? String.valueOf(request.status()) : "none")
			.tag("outcome", outcome(request.status()))
			.register(this.registry)
			.record(request.duration());
		this.usage.onRequest(request);
		request.remaining().keySet().stream().filter(this.quotas::add).forEach(this::register);
	}

	private void register(String quota) {
		Gauge.builder("azure.discovery.arm.quota.remaining", this.usage, (usage) -> remaining(usage, quota))
			.description("Remaining requests of a quota, as last reported by Azure")
			.tag("quota", quota)
			.register(this.registry);
	}

	/**
	 * NaN for a quota that was named only by a refused request, once Azure answers again.
	 */
	private static double remaining(ArmUsage usage, String quota) {
		ArmUsage.Quota last = usage.quotas().get(quota);
		return (last != null) ? last.left() : Double.NaN;
	}

	private static String outcome(int status) {
		if (status == 0) {
			return "no-answer";
		}
		if (status == 429) {
			return "throttled";
		}
		if (status == 401 || status == 403) {
			return "denied";
		}
		return (status < 400) ? "success" : "failure";
	}

}
