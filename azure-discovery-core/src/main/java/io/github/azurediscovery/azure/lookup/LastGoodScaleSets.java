package io.github.azurediscovery.azure.lookup;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.catalog.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read last of each scale set that a lookup has found, so that one that cannot
 * be read takes nobody away and harms no other. Not thread-safe.
 */
final class LastGoodScaleSets {

	private static final Logger logger = LoggerFactory.getLogger(LastGoodScaleSets.class);

	private final Map<AzureResourceId, List<DiscoveredVm>> lastGood = new HashMap<>();

	/** Forget the sets that are not there any more. */
	void retain(Collection<AzureResourceId> listed) {
		this.lastGood.keySet().retainAll(listed);
	}

	boolean knows(AzureResourceId set) {
		return this.lastGood.containsKey(set);
	}

	/**
	 * Take the instances of a set, or those it had if it cannot be read.
	 * @param set the set
	 * @param running the list under way
	 * @param rejected takes why the answer is not complete
	 */
	List<DiscoveredVm> take(AzureResourceId set, ConcurrentCalls.Running<List<DiscoveredVm>> running,
			List<Rejection> rejected) throws InterruptedException {
		try {
			this.lastGood.put(set, running.await());
		}
		catch (ArmAccessException ex) {
			logger.debug("Scale set {} could not be read", set.name(), ex);
			rejected.add(Rejection
				.incomplete(set.name(), null,
						"the scale set could not be read, what is known of it stays: " + ex.getMessage())
				.as(Rejection.Kind.UNREADABLE));
		}
		return this.lastGood.getOrDefault(set, List.of());
	}

}
