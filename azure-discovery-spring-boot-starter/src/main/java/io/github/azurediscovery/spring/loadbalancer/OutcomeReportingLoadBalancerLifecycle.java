package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;
import java.util.Set;

import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.spring.client.AzureServiceInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/**
 * {@link LoadBalancerLifecycle} that reports the start and the outcome of every
 * load-balanced call as evidence about the instance that was called. One bean in the main
 * context serves all clients, because Spring Cloud also looks up lifecycles in the
 * ancestors of a client's context. Does not count requests in flight: a cancelled
 * {@code WebClient} call never completes here.
 */
final class OutcomeReportingLoadBalancerLifecycle implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

	/** Sent by the caller's proxy, never by an instance. */
	private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

	private final CalledInstanceResolver instances;

	private final PickCounter picks;

	private final Set<Integer> badStatuses;

	OutcomeReportingLoadBalancerLifecycle(CalledInstanceResolver instances, PickCounter picks,
			Set<Integer> badStatuses) {
		this.instances = instances;
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
		AzureServiceInstance instance = this.instances.resolve(picked.getServer());
		if (instance == null) {
			return;
		}
		this.picks.count(instance.instance());
		CallReporter calls = instance.calls();
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
		AzureServiceInstance instance = this.instances.resolve(picked.getServer());
		CallReporter calls = (instance != null) ? instance.calls() : null;
		CallEvidence evidence = (instance != null && calls != null) ? evidence(call, instance) : null;
		if (calls != null && evidence != null) {
			calls.end(evidence.outcome(), evidence.reason());
		}
	}

	private @Nullable CallEvidence evidence(CompletionContext<Object, ServiceInstance, Object> call,
			ServiceInstance picked) {
		return (call.status() == CompletionContext.Status.FAILED)
				? FailureClassifier.classify(call.getThrowable(), picked)
				: responseEvidence(call.getClientResponse(), picked);
	}

	private @Nullable CallEvidence responseEvidence(@Nullable Object response, ServiceInstance picked) {
		int status = ResponseStatusReader.read(response);
		if (status == ResponseStatusReader.NONE) {
			IOException failure = UnreadResponse.failure(response);
			return (failure != null) ? FailureClassifier.classify(failure, picked) : CallEvidence.SUCCESS;
		}
		if (status == PROXY_AUTHENTICATION_REQUIRED) {
			return null;
		}
		return this.badStatuses.contains(status) ? CallEvidence.soft("status " + status) : CallEvidence.SUCCESS;
	}

}
