package io.github.azurediscovery.benchmarks;

import io.github.azurediscovery.AzureDiscovery;

/** Waits for rounds that begin by themselves. */
final class RunningRounds {

	private RunningRounds() {
	}

	static void await(AzureDiscovery discovery, int rounds) {
		long last = discovery.status().rounds() + rounds;
		while (discovery.status().rounds() < last) {
			try {
				Thread.sleep(100);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
