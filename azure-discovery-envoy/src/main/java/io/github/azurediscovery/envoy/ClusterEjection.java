package io.github.azurediscovery.envoy;

import java.time.Duration;

/**
 * When Envoy ejects an endpoint because its own calls fail.
 *
 * @param consecutiveFailures after how many failures in a row
 * @param baseTime how long for the first time
 * @param maxTime how long at most
 * @param maxShare which share of the endpoints at most, from 0 to 1
 */
public record ClusterEjection(int consecutiveFailures, Duration baseTime, Duration maxTime, double maxShare) {

	int maxPercent() {
		return (int) Math.round(this.maxShare * 100);
	}

}
