package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.VerdictList;

/** Verdicts on members of the service {@code orders}, written down as text. */
final class TestVerdicts {

	private TestVerdicts() {
	}

	/**
	 * Read members such as {@code "a b@2 c!H"}: the id, the zone after {@code @} (else
	 * none) and the standing's first letter after {@code !} (else routable; {@code ?} for
	 * suspect).
	 */
	static VerdictList members(String text) {
		List<InstanceVerdict> members = new ArrayList<>();
		for (String member : text.split(" ")) {
			String[] parts = member.split("!");
			String[] place = parts[0].split("@");
			Instance instance = Instance.of(place[0], "orders", "10.0.0.1", 80)
				.zone((place.length > 1) ? place[1] : null)
				.region("westeurope")
				.build();
			members.add(verdict(instance, (parts.length > 1) ? standing(parts[1]) : InstanceStanding.ROUTABLE));
		}
		members.sort(Comparator.comparing((verdict) -> verdict.instance().id()));
		return VerdictList.of(members);
	}

	static InstanceVerdict verdict(Instance instance, InstanceStanding standing) {
		return new InstanceVerdict(instance,
				new InstanceHealth(standing == InstanceStanding.ROUTABLE || standing == InstanceStanding.SUSPECT,
						PlatformStatus.RUNNING, (standing == InstanceStanding.MAINTENANCE) ? "Preempt" : null, null,
						null),
				standing);
	}

	static String ids(List<Instance> instances) {
		return String.join(" ", instances.stream().map(Instance::id).toList());
	}

	private static InstanceStanding standing(String letter) {
		if (letter.equals("?")) {
			return InstanceStanding.SUSPECT;
		}
		return Arrays.stream(InstanceStanding.values())
			.filter((standing) -> standing != InstanceStanding.SUSPECT && standing.name().startsWith(letter))
			.min(Comparator.comparing((standing) -> standing.name().length()))
			.orElseThrow();
	}

}
