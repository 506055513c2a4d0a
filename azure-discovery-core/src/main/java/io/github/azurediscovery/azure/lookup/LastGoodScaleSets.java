package io.github.azurediscovery.azure.lookup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last successfully read instances of each scale set of a lookup, so that a set
 * that cannot be read loses none and does not affect the others. Not thread-safe.
 */
final class LastGoodScaleSets {

	private static final Logger logger = LoggerFactory.getLogger(LastGoodScaleSets.class);

	private final Map<AzureResourceId, List<DiscoveredVm>> lastGood = new HashMap<>();

	/** Forget the sets that no longer exist. */
	void retain(Collection<AzureResourceId> listed) {
		this.lastGood.keySet().retainAll(listed);
	}

	boolean knows(AzureResourceId set) {
		return this.lastGood.containsKey(set);
	}

	/**
	 * Return the instances of a set, or the last known ones if it cannot be read.
	 * @param set the set
	 * @param running the call in progress
	 * @param rejected receives the reason if the set could not be read
	 */
	List<DiscoveredVm> take(AzureResourceId set, ConcurrentArmCalls.PendingCall<List<DiscoveredVm>> running,
			List<Rejection> rejected) throws InterruptedException {
		try {
			this.lastGood.put(set, running.await());
		}
		catch (ArmAccessException ex) {
			logger.debug("Scale set {} could not be read", set.name(), ex);
			rejected.add(new Rejection(set.name(), null, RejectionReason.SCALE_SET_UNREADABLE,
					"could not read the scale set; keeping its instances: " + ex.getMessage()));
		}
		return this.lastGood.getOrDefault(set, List.of());
	}

}
