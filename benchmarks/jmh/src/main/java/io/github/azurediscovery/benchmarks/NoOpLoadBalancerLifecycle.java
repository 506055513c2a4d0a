package io.github.azurediscovery.benchmarks;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/** A lifecycle that does nothing, to measure the cost of callbacks in Spring itself. */
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
