package io.github.azurediscovery.sink;

import java.util.HashMap;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.health.ServiceDemand;

/** Verdicts as a test sets them. */
final class StubVerdicts implements InstanceHealthRegistry {

	private static final InstanceHealth GOOD = InstanceHealth.byPlatformAlone(PlatformStatus.RUNNING);

	private final Map<String, InstanceHealth> verdicts = new HashMap<>();

	void set(String id, InstanceHealth health) {
		this.verdicts.put(id, health);
	}

	@Override
	public InstanceHealth of(Instance instance) {
		return this.verdicts.getOrDefault(instance.id(), GOOD);
	}

	@Override
	public void report(Instance instance, CallOutcome outcome, String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void report(String service, String host, int port, CallOutcome outcome, String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CallReporter calls(Instance instance) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ServiceDemand demand(String service) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ListenerSubscription subscribe(HealthListener listener) {
		throw new UnsupportedOperationException();
	}

}
