package io.github.azurediscovery.balance;

import java.util.List;

import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;

/** How many members of a service stand how. Not thread-safe. */
final class InstanceStandingCounts {

	private int ready;

	private int suspect;

	private int accused;

	private int accusedAgain;

	private int soft;

	private int leaving;

	private int inMaintenance;

	private int members;

	static InstanceStandingCounts of(List<InstanceVerdict> members) {
		InstanceStandingCounts counts = new InstanceStandingCounts();
		members.forEach(counts::add);
		return counts;
	}

	/** Count a verdict in place of another. */
	void replace(InstanceVerdict before, InstanceVerdict after) {
		count(before, -1);
		count(after, 1);
	}

	private void add(InstanceVerdict verdict) {
		count(verdict, 1);
	}

	private void count(InstanceVerdict verdict, int by) {
		this.members += by;
		this.inMaintenance += (verdict.health().maintenance() != null) ? by : 0;
		switch (verdict.standing()) {
			case ROUTABLE -> this.ready += by;
			case SUSPECT -> this.suspect += by;
			case ACCUSED -> this.accused += by;
			case ACCUSED_AGAIN -> this.accusedAgain += by;
			case SOFT -> this.soft += by;
			case MAINTENANCE -> this.leaving += by;
			case HARD -> {
			}
		}
	}

	int routable() {
		return this.ready + this.suspect + this.accused + this.accusedAgain;
	}

	int soft() {
		return this.soft;
	}

	/** Return how many are kept out of rotation by maintenance, and by nothing worse. */
	int leaving() {
		return this.leaving;
	}

	int outsideMaintenance() {
		return this.members - this.inMaintenance;
	}

	/**
	 * Return the standing of the members to offer: while all that are routable are
	 * accused, an instance that does badly is better than one that may be dead.
	 */
	InstanceStanding best() {
		if (this.ready > 0) {
			return InstanceStanding.ROUTABLE;
		}
		if (this.suspect > 0) {
			return InstanceStanding.SUSPECT;
		}
		if (this.soft > 0) {
			return InstanceStanding.SOFT;
		}
		return (this.accused > 0) ? InstanceStanding.ACCUSED : InstanceStanding.ACCUSED_AGAIN;
	}

}
