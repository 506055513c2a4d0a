package io.github.azurediscovery.kill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestData;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.http.HttpHeaders;

/**
 * Tracks which instance was picked for a request, when the load balancer was asked for
 * it, and whether the failure was reported to it. Requests are numbered.
 */
final class PickTracker implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

	/** The header with the number of a request. */
	static final String NUMBER = "X-Number";

	private final Map<String, Pick> picks = new ConcurrentHashMap<>();

	/** Remove a request, and return its last pick. */
	Pick ended(String number) {
		Pick pick = this.picks.remove(number);
		return (pick != null) ? pick : new Pick(System.currentTimeMillis(), "-", false);
	}

	@Override
	public void onStart(Request<Object> request) {
		String number = number(request);
		if (number != null) {
			this.picks.put(number, new Pick(System.currentTimeMillis(), "-", false));
		}
	}

	@Override
	public void onStartRequest(Request<Object> request, Response<ServiceInstance> picked) {
		String number = number(request);
		ServiceInstance target = picked.getServer();
		if (number != null && target != null) {
			this.picks.computeIfPresent(number, (key, pick) -> new Pick(pick.at(), target.getHost(), false));
		}
	}

	private static @Nullable String number(Request<Object> request) {
		RequestData data = (request.getContext() instanceof RequestDataContext context) ? context.getClientRequest()
				: null;
		HttpHeaders headers = (data != null) ? data.getHeaders() : null;
		return (headers != null) ? headers.getFirst(NUMBER) : null;
	}

	@Override
	public void onComplete(CompletionContext<Object, ServiceInstance, Object> call) {
		String number = number(call.getLoadBalancerRequest());
		if (number != null && call.status() == CompletionContext.Status.FAILED) {
			this.picks.computeIfPresent(number, (key, pick) -> new Pick(pick.at(), pick.target(), true));
		}
	}

	/**
	 * A pick.
	 *
	 * @param at when the load balancer was asked, in milliseconds since the epoch
	 * @param target the address of the instance
	 * @param told whether the failure of the call was reported to the load balancer
	 */
	record Pick(long at, String target, boolean told) {
	}

}
