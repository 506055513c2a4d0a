package io.github.azurediscovery.azure.http;

/**
 * What is known of one subscription's limits.
 *
 * @param refusals what Azure asked not to ask again yet
 * @param quotas what is left of the quotas
 */
public record SubscriptionRateLimits(ActiveThrottles refusals, SubscriptionQuotas quotas) {

	public SubscriptionRateLimits() {
		this(new ActiveThrottles(), new SubscriptionQuotas());
	}

}
