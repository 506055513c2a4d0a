package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;

/** A fleet in virtual time: one Azure, one store, any number of members. */
final class VirtualFleet {

	final VirtualTime time = new VirtualTime();

	final VirtualAzure azure = new VirtualAzure().instances(20);

	final InMemoryFleetStore store = new InMemoryFleetStore(this.time);

	final TreeMap<Long, Integer> headsPerSecond = new TreeMap<>();

	final List<String> outcomes = new ArrayList<>();

	final List<VirtualMember> members = new ArrayList<>();

	private final FleetStore metered = new MeteredFleetStore(this.store, (operation, outcome) -> {
		if (!operation.endsWith("content")) {
			this.headsPerSecond.merge(this.time.nanoTime() / 1_000_000_000, 1, Integer::sum);
		}
		this.outcomes.add(operation + " " + outcome);
	});

	private final FleetStore used;

	private final long seed;

	private long number;

	VirtualFleet(long seed) {
		this.seed = seed * 1_000_003;
		this.used = this.metered;
	}

	/** A fleet of which each member has something between itself and the store. */
	VirtualFleet(long seed, UnaryOperator<FleetStore> between) {
		this.seed = seed * 1_000_003;
		this.used = between.apply(this.store);
	}

	/** Add members that start within 30 s. */
	VirtualFleet members(int number, FleetSettings settings) {
		return members(number, settings, (member) -> true);
	}

	VirtualFleet members(int number, FleetSettings settings, Predicate<VirtualMember> set) {
		for (int i = 0; i < number; i++) {
			VirtualMember member = new VirtualMember(this.time, this.used, this.azure, settings,
					this.seed + this.number++);
			set.test(member);
			this.members.add(member.start(Duration.ofSeconds(30)));
		}
		return this;
	}

	VirtualFleet candidates(int number) {
		return members(number, FleetSettings.builder().candidate(true).build());
	}

	VirtualFleet pass(Duration duration) {
		this.time.pass(duration);
		return this;
	}

	VirtualMember poller() {
		return this.members.stream().filter(VirtualMember::isPoller).findFirst().orElseThrow();
	}

	List<VirtualMember> pollers() {
		return this.members.stream().filter(VirtualMember::isPoller).toList();
	}

	List<String> changes() {
		return this.members.stream().flatMap((member) -> member.changes.stream()).toList();
	}

	/** Let time pass until something is so, second by second. */
	Duration until(Predicate<VirtualFleet> so) {
		long began = this.time.nanoTime();
		while (!so.test(this)) {
			if (this.time.nanoTime() - began > Duration.ofHours(1).toNanos()) {
				throw new AssertionError("not within an hour");
			}
			pass(Duration.ofMillis(500));
		}
		return Duration.ofNanos(this.time.nanoTime() - began);
	}

}
