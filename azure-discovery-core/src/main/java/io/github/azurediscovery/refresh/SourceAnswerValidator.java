package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.SourceAnswer;

import org.jspecify.annotations.Nullable;

/**
 * Validates the answer of any source, including a user's own: an invalid item is rejected
 * with its reason and does not affect others.
 */
final class SourceAnswerValidator {

	private static final Comparator<Instance> ANY_ORDER_IS_THE_SAME = Comparator.comparing(Instance::service)
		.thenComparing(Instance::id)
		.thenComparing(Instance::name)
		.thenComparing(Instance::host)
		.thenComparing(Instance::port)
		.thenComparing(Instance::toString);

	private SourceAnswerValidator() {
	}

	/**
	 * Check an answer.
	 * @param source the name of the source, which replaces the one that its instances
	 * carry: it identifies them when the source answers again
	 * @param answer the answer as the source gave it
	 * @return the same answer, with invalid instances among the rejected
	 */
	static SourceAnswer check(String source, SourceAnswer answer) {
		List<Instance> admitted = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>(answer.rejected());
		Set<String> seen = new HashSet<>();
		for (Instance instance : answer.instances().stream().sorted(ANY_ORDER_IS_THE_SAME).toList()) {
			String objection = objection(instance);
			if (objection != null) {
				rejected.add(new Rejection(instance.name(), instance.service(), RejectionReason.INVALID_INSTANCE,
						objection));
				continue;
			}
			if (!seen.add(instance.service() + "/" + instance.id())) {
				rejected.add(new Rejection(instance.name(), instance.service(), RejectionReason.DUPLICATE,
						"source '" + source + "' has the id " + instance.id() + " more than once"));
				continue;
			}
			Rejection weight = InstanceWeight.objection(instance);
			if (weight != null) {
				rejected.add(weight);
			}
			Instance sound = (weight != null) ? InstanceWeight.without(instance) : instance;
			admitted.add(sound.source().equals(source) ? sound : sound.toBuilder().source(source).build());
		}
		return new SourceAnswer(admitted, rejected, answer.notBefore(), answer.requests(), answer.asOf());
	}

	private static @Nullable String objection(Instance instance) {
		String service = instance.service();
		if (!service.equals(service.toLowerCase(Locale.ROOT)) || !HostName.isValid(service)) {
			return "'" + service + "' is no service id: it must be a valid host name in lower case";
		}
		if (instance.id().isBlank()) {
			return "it has no id";
		}
		if (!HostName.isValid(instance.host())) {
			return "'" + instance.host() + "' is not a valid host (IPv6 goes in brackets)";
		}
		if (!PortNumber.isValid(instance.port())) {
			return "port " + instance.port() + " must be " + PortNumber.BOUNDS;
		}
		return null;
	}

}
