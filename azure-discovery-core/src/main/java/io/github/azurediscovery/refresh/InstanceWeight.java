package io.github.azurediscovery.refresh;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * The metadata {@code weight} of an instance, from 1 to 1000. Spring Cloud's weighted
 * load balancer creates an array as long as the sum of all weights at every call, so that
 * one large weight would take down a whole service.
 */
final class InstanceWeight {

	private static final String KEY = "weight";

	private static final Pattern VALID = Pattern.compile("[1-9][0-9]{0,2}|1000");

	private InstanceWeight() {
	}

	/**
	 * Return what is wrong with the weight.
	 * @param instance an instance
	 * @return the rejection of its weight, not of the instance; {@code null} if the
	 * weight is valid
	 */
	static @Nullable Rejection objection(Instance instance) {
		String weight = instance.metadata().get(KEY);
		if (weight == null || VALID.matcher(weight).matches()) {
			return null;
		}
		return new Rejection(instance.name(), instance.service(), RejectionReason.INVALID_WEIGHT, "weight '" + weight
				+ "' is not a number from 1 to 1000; the instance stays, with the weight of one that has none");
	}

	static Instance without(Instance instance) {
		Map<String, String> metadata = new TreeMap<>(instance.metadata());
		metadata.remove(KEY);
		return instance.toBuilder().metadata(metadata).build();
	}

}
