package io.github.azurediscovery.envoy;

/**
 * Where a client or an instance is.
 *
 * @param region the region, empty if unknown
 * @param zone the availability zone, empty if there is none
 */
record ClientLocality(String region, String zone) {

	/** Nowhere in particular, so no zone is preferred. */
	static final ClientLocality ANYWHERE = new ClientLocality("", "");

	/** Whether an instance is in the zone of this client. */
	boolean includes(ClientLocality instance) {
		return !this.zone.isEmpty() && this.zone.equals(instance.zone)
				&& (this.region.isEmpty() || this.region.equals(instance.region));
	}

}
