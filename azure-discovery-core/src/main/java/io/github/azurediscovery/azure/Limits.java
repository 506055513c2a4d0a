package io.github.azurediscovery.azure;

/**
 * What is known of one subscription's limits.
 *
 * @param refusals what Azure asked not to ask again yet
 * @param quotas what is left of the quotas
 */
record Limits(Refusals refusals, QuotaLevels quotas) {

	Limits() {
		this(new Refusals(), new QuotaLevels());
	}

}
