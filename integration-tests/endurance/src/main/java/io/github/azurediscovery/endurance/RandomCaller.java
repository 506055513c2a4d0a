package io.github.azurediscovery.endurance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;

/**
 * Chooses instances of all services that callers may know, and reports that some fail.
 * Spring Cloud keeps a context for each name that was ever called, so that names which
 * exist once are not called.
 */
final class RandomCaller implements Runnable {

	private final LoadBalancerClient balancer;

	private final AzureDiscovery discovery;

	private final RandomGenerator random;

	private volatile boolean resting;

	RandomCaller(LoadBalancerClient balancer, AzureDiscovery discovery, RandomGenerator random) {
		this.balancer = balancer;
		this.discovery = discovery;
		this.random = random;
	}

	/** Pause all calls, so that thread pools shrink. */
	void rest(boolean resting) {
		this.resting = resting;
	}

	@Override
	public void run() {
		while (!Thread.currentThread().isInterrupted()) {
			List<String> services = new ArrayList<>(this.discovery.catalog().current().services());
			services.removeIf((service) -> !service.matches("service-\\d+|scaled"));
			if (!this.resting && !services.isEmpty()) {
				call(services.get(this.random.nextInt(services.size())));
			}
			try {
				Thread.sleep(2);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void call(String service) {
		ServiceInstance picked = this.balancer.choose(service);
		if (picked == null) {
			return;
		}
		for (Instance instance : this.discovery.catalog().current().instances(service)) {
			if (instance.id().equals(picked.getInstanceId())) {
				CallOutcome[] outcomes = CallOutcome.values();
				this.discovery.health().report(instance, outcomes[this.random.nextInt(outcomes.length)], "as it comes");
			}
		}
	}

}
