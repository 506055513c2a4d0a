package io.github.azurediscovery.benchmarks;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/** Callbacks that do nothing: what Spring does to have somebody called back. */
final class NoOpLoadBalancerLifecycle implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

	@Override
	public void onStart(Request<Object> request) {
	}

	@Override
	public void onStartRequest(Request<Object> request, Response<ServiceInstance> picked) {
	}

	@Override
	public void onComplete(CompletionContext<Object, ServiceInstance, Object> call) {
	}

}
