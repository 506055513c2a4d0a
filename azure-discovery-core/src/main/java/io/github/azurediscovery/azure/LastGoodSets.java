package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read last of each scale set that a lookup has found, so that one that cannot
 * be read takes nobody away and harms no other. Not thread-safe.
 */
final class LastGoodSets {

	private static final Logger logger = LoggerFactory.getLogger(LastGoodSets.class);

	private final Map<ResourceId, List<Candidate>> lastGood = new HashMap<>();

	/** Forget the sets that are not there any more. */
	void retain(Collection<ResourceId> listed) {
		this.lastGood.keySet().retainAll(listed);
	}

	boolean knows(ResourceId set) {
		return this.lastGood.containsKey(set);
	}

	/**
	 * Take the instances of a set, or those it had if it cannot be read.
	 * @param set the set
	 * @param running the list under way
	 * @param rejected takes why the answer is not complete
	 */
	List<Candidate> take(ResourceId set, Calls.Running<List<Candidate>> running, List<Rejection> rejected)
			throws InterruptedException {
		try {
			this.lastGood.put(set, running.await());
		}
		catch (ListException ex) {
			logger.debug("Scale set {} could not be read", set.name(), ex);
			rejected.add(Rejection
				.incomplete(set.name(), null,
						"the scale set could not be read, what is known of it stays: " + ex.getMessage())
				.as(Rejection.Kind.UNREADABLE));
		}
		return this.lastGood.getOrDefault(set, List.of());
	}

}
