package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * VMs of the same name in several groups, through random answers: what is said of one
 * never takes another away, and half a list takes only what it rejects for certain: what
 * it lacks is held until confirmed.
 */
class NamesakeGuardTests {

	private static final int GROUPS = 4;

	private static final int NAMES = 6;

	static IntStream seeds() {
		return IntStream.range(0, 200);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aRejectionSpeaksForItsOwnVmAlone(int seed) {
		Random random = new Random(seed);
		MassLossGuard guard = new MassLossGuard(0.5, 2);
		GuardOracle oracle = new GuardOracle(0.5, 2);
		List<Instance> members = List.of();
		for (int round = 0; round < 30; round++) {
			List<Instance> present = new ArrayList<>();
			List<Rejection> rejected = new ArrayList<>();
			Set<String> stopped = new HashSet<>();
			for (int vm = 0; vm < GROUPS * NAMES; vm++) {
				Instance instance = vm(vm / NAMES, vm % NAMES);
				if (random.nextInt(4) > 0) {
					present.add(instance);
				}
				else {
					stopped.add(instance.id());
					rejected.add(new Rejection(instance.name(), "orders", RejectionReason.NOT_RUNNING, "deallocated")
						.ofVm(instance.id()));
				}
			}
			boolean half = random.nextInt(3) == 0;
			List<Instance> listed = half ? present.subList(0, present.size() / 3) : present;
			members = guard.admit(members, new SourceAnswer(listed, rejected, null, 1), (instance) -> false,
					MassLossGuard.AnswerWeight.CONFIRMING);
			assertThat(Collections.disjoint(ids(members), stopped)).as("seed %d, round %d: no stopped VM", seed, round)
				.isTrue();
			assertThat(ids(members)).as("seed %d, round %d: a listed VM", seed, round).containsAll(ids(listed));
			assertThat(members).as("seed %d, round %d", seed, round).doesNotHaveDuplicates();
			oracle.answered(listed, (member) -> stopped.contains(member.id()), (member) -> false, false);
			assertThat(GuardOracle.membersOf(members)).as("seed %d, round %d: held or not", seed, round)
				.isEqualTo(oracle.members());
		}
	}

	private static Set<String> ids(List<Instance> instances) {
		Set<String> ids = new HashSet<>();
		instances.forEach((instance) -> ids.add(instance.id()));
		return ids;
	}

	private static Instance vm(int group, int name) {
		return Instance.of("id-" + group + "-" + name, "orders", "10.0." + group + "." + name, 80)
			.vmId("vm-" + group + "-" + name)
			.name("orders-" + name)
			.build();
	}

}
