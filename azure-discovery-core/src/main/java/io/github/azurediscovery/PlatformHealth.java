package io.github.azurediscovery;

import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.Health;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.Outcome;

/** Health by Azure's word alone. */
final class PlatformHealth implements Health {

	@Override
	public InstanceHealth of(Instance instance) {
		return new InstanceHealth(instance.platform().routable(), instance.platform(), null, null, null);
	}

	@Override
	public void report(Instance instance, Outcome outcome, String reason) {
	}

	@Override
	public void report(String service, String host, int port, Outcome outcome, String reason) {
	}

	@Override
	public void wanted(String service) {
	}

	@Override
	public Subscription subscribe(HealthListener listener) {
		return () -> {
		};
	}

}
