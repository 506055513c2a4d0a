package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;
import java.util.Set;

import io.github.azurediscovery.health.Calls;
import io.github.azurediscovery.spring.client.AzureServiceInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/**
 * Watches load-balanced calls: reports how each of them ended as evidence about the
 * instance that was called, and that it begins. One bean in the main context serves all
 * clients, since Spring Cloud looks for lifecycles in the ancestors of a client's context
 * too. It counts no requests in flight: a cancelled {@code WebClient} call never
 * completes here.
 */
final class OutcomeReportingLoadBalancerLifecycle implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

	/** Said by the caller's proxy, never by an instance. */
	private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

	private final CalledInstanceResolver members;

	private final PickCounter picks;

	private final Set<Integer> badStatuses;

	OutcomeReportingLoadBalancerLifecycle(CalledInstanceResolver members, PickCounter picks, Set<Integer> badStatuses) {
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
		AzureServiceInstance member = this.members.find(picked.getServer());
		if (member == null) {
			return;
		}
		this.picks.count(member.instance());
		Calls calls = member.calls();
		if (calls != null) {
			calls.begin();
		}
	}

	@Override
	public void onComplete(CompletionContext<Object, ServiceInstance, Object> call) {
		Response<ServiceInstance> picked = call.getLoadBalancerResponse();
		if (picked == null || call.status() == CompletionContext.Status.DISCARD) {
			return;
		}
		AzureServiceInstance member = this.members.find(picked.getServer());
		Calls calls = (member != null) ? member.calls() : null;
		CallEvidence evidence = (member != null && calls != null) ? evidence(call, member) : null;
		if (calls != null && evidence != null) {
			calls.end(evidence.outcome(), evidence.reason());
		}
	}

	private @Nullable CallEvidence evidence(CompletionContext<Object, ServiceInstance, Object> call,
			ServiceInstance picked) {
		return (call.status() == CompletionContext.Status.FAILED) ? FailureClassifier.of(call.getThrowable(), picked)
				: ofAnswer(call.getClientResponse(), picked);
	}

	private @Nullable CallEvidence ofAnswer(@Nullable Object response, ServiceInstance picked) {
		int status = ResponseStatusReader.of(response);
		if (status == ResponseStatusReader.NONE) {
			IOException failure = UnreadResponse.failure(response);
			return (failure != null) ? FailureClassifier.of(failure, picked) : CallEvidence.SUCCESS;
		}
		if (status == PROXY_AUTHENTICATION_REQUIRED) {
			return null;
		}
		return this.badStatuses.contains(status) ? CallEvidence.soft("status " + status) : CallEvidence.SUCCESS;
	}

}
