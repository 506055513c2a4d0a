package io.github.azurediscovery.test.arm;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.test.http.Answer;
import io.github.azurediscovery.test.http.Operation;

/**
 * How much may still be asked, as answers tell it in their headers. The buckets are those
 * of the recorded answers and of Microsoft's page on
 * <a href="https://learn.microsoft.com/azure/virtual-machines/compute-throttling-limits">
 * compute throttling limits</a>. Nobody is refused for an empty bucket: that is what
 * faults are for. Safe for use by several threads.
 */
public final class Quotas {

	private static final int SUBSCRIPTION_READS = 250;

	private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

	private final Map<String, Integer> fixed = new ConcurrentHashMap<>();

	private final InstantSource clock;

	/**
	 * Create full buckets.
	 * @param clock by which they fill again
	 */
	public Quotas(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Let a policy of the Compute provider tell the same remaining quota from now on.
	 * @param policy the policy, for example {@code HighCostGet3Min}
	 * @param remaining what remains
	 */
	public void remaining(String policy, int remaining) {
		this.fixed.put(policy, remaining);
	}

	/**
	 * Let answers tell the same remaining number of reads of the subscription from now
	 * on.
	 * @param remaining what remains
	 */
	public void remainingSubscriptionReads(int remaining) {
		remaining("subscription-reads", remaining);
	}

	/**
	 * Fill all buckets and let them run again.
	 */
	public void clear() {
		this.buckets.clear();
		this.fixed.clear();
	}

	Answer headers(Answer answer, Operation operation, int items) {
		Answer with = answer.header("x-ms-ratelimit-remaining-subscription-reads",
				String.valueOf(take("subscription-reads", SUBSCRIPTION_READS, 25, 1)));
		List<String> policies = new ArrayList<>();
		switch (operation) {
			case VM_LIST, VM_STATUS_LIST, FLEXIBLE_INSTANCE_LIST -> {
				policies.add(policy("HighCostGet3Min", 900, 5, 1));
				policies.add(policy("HighCostGet30Min", 9000, 5, 1));
			}
			case UNIFORM_INSTANCE_LIST -> {
				with = with.header("x-ms-request-charge", String.valueOf(Math.max(1, items)));
				policies.add(policy("HighCostGetVMScaleSet3Min", 180, 1, 1));
				policies.add(policy("HighCostGetVMScaleSet30Min", 900, 1, 1));
				policies.add(policy("VMScaleSetVMViews3Min", 5000, 28, Math.max(1, items)));
			}
			case SCALE_SET_GET, SCALE_SET_LIST -> {
				policies.add(policy("GetVMScaleSet3Min", 400, 2, 1));
				policies.add(policy("GetVMScaleSet30Min", 2600, 2, 1));
			}
			default -> {
			}
		}
		return policies.isEmpty() ? with : with.header("x-ms-ratelimit-remaining-resource", String.join(",", policies));
	}

	private String policy(String name, int capacity, int perSecond, int charge) {
		return "Microsoft.Compute/" + name + ';' + take(name, capacity, perSecond, charge);
	}

	private int take(String name, int capacity, int perSecond, int charge) {
		Integer told = this.fixed.get(name);
		if (told != null) {
			return told;
		}
		return this.buckets.computeIfAbsent(name, (missing) -> new TokenBucket(capacity, perSecond, this.clock))
			.take(charge);
	}

}
