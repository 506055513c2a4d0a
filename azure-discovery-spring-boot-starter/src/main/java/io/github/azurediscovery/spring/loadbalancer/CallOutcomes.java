package io.github.azurediscovery.spring.loadbalancer;

import java.util.Set;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.Health;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/**
 * Watches load-balanced calls: reports how each of them ended as evidence about the
 * instance that was called, and counts picks. One bean in the main context serves all
 * clients, since Spring Cloud looks for lifecycles in the ancestors of a client's context
 * too. It counts no requests in flight: a cancelled {@code WebClient} call never
 * completes here.
 */
final class CallOutcomes implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

	private final Health health;

	private final Members members;

	private final Picks picks;

	private final Set<Integer> badStatuses;

	CallOutcomes(Health health, Members members, Picks picks, Set<Integer> badStatuses) {
		this.health = health;
		this.members = members;
		this.picks = picks;
		this.badStatuses = Set.copyOf(badStatuses);
	}

	@Override
	@SuppressWarnings("rawtypes") // as declared by Spring Cloud
	public boolean supports(Class requestContextClass, Class responseClass, Class serverTypeClass) {
		return serverTypeClass == ServiceInstance.class;
	}

	@Override
	public void onStart(Request<Object> request) {
	}

	@Override
	public void onStartRequest(Request<Object> request, Response<ServiceInstance> picked) {
		Instance instance = this.members.find(picked.getServer());
		if (instance != null) {
			this.picks.count(instance);
			this.health.picked(instance);
		}
	}

	@Override
	public void onComplete(CompletionContext<Object, ServiceInstance, Object> call) {
		Response<ServiceInstance> picked = call.getLoadBalancerResponse();
		if (picked == null || call.status() == CompletionContext.Status.DISCARD) {
			return;
		}
		Instance instance = this.members.find(picked.getServer());
		Evidence evidence = (instance != null) ? evidence(call) : null;
		if (instance != null && evidence != null) {
			this.health.report(instance, evidence.outcome(), evidence.reason());
		}
	}

	private @Nullable Evidence evidence(CompletionContext<Object, ServiceInstance, Object> call) {
		if (call.status() == CompletionContext.Status.FAILED) {
			return FailureEvidence.of(call.getThrowable());
		}
		int status = ResponseStatus.of(call.getClientResponse());
		return this.badStatuses.contains(status) ? Evidence.soft("status " + status) : Evidence.SUCCESS;
	}

}
