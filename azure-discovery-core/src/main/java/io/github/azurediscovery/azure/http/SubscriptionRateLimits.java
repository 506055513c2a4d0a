package io.github.azurediscovery.azure.http;

/**
 * The rate limits of one subscription.
 *
 * @param throttles the operations that Azure throttles
 * @param quotas the remaining quotas
 */
public record SubscriptionRateLimits(ArmThrottleMemory throttles, SubscriptionQuotas quotas) {

	public SubscriptionRateLimits() {
		this(new ArmThrottleMemory(), new SubscriptionQuotas());
	}

}
