package io.github.azurediscovery.balance;

import java.util.List;

import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.VerdictList;

/**
 * The instances of one service that are offered to callers, kept up to date. Where few
 * verdicts changed and the rule did not, only their instances are taken out or put in, so
 * that the thousandth dead instance of a large service costs little. Not thread-safe.
 */
final class OfferedInstances {

	/** For more changed verdicts at once it is cheaper to begin anew. */
	private static final int FEW = 8;

	private final double panicThreshold;

	private VerdictList members = VerdictList.of(List.of());

	private InstanceStandingCounts counts = new InstanceStandingCounts();

	private PanicOfferRule rule;

	private InstanceList instances = InstanceList.EMPTY;

	/**
	 * Create an offer without instances.
	 * @param panicThreshold the routable share at or under which unhealthy members are
	 * offered as well
	 */
	OfferedInstances(double panicThreshold) {
		this.panicThreshold = panicThreshold;
		this.rule = PanicOfferRule.of(this.counts, panicThreshold);
	}

	/**
	 * Take over the verdicts on all members.
	 * @param next the verdicts
	 * @return whether members joined, left or were replaced
	 */
	boolean update(VerdictList next) {
		VerdictList before = this.members;
		this.members = next;
		if (before.size() != next.size()) {
			return begin();
		}
		List<Integer> changed = next.differencesFrom(before);
		if (changed.size() > FEW || changed.stream().anyMatch((i) -> !idAt(before, i).equals(idAt(next, i)))) {
			return begin();
		}
		changed.forEach((i) -> this.counts.replace(before.get(i), next.get(i)));
		PanicOfferRule ruleBefore = this.rule;
		this.rule = PanicOfferRule.of(this.counts, this.panicThreshold);
		this.instances = this.rule.equals(ruleBefore) ? adapted(before, changed) : this.rule.select(next);
		return changed.stream().anyMatch((i) -> !before.get(i).instance().equals(next.get(i).instance()));
	}

	private boolean begin() {
		this.counts = InstanceStandingCounts.of(this.members);
		this.rule = PanicOfferRule.of(this.counts, this.panicThreshold);
		this.instances = this.rule.select(this.members);
		return true;
	}

	private InstanceList adapted(VerdictList before, List<Integer> changed) {
		InstanceList adapted = this.instances;
		for (int position : changed) {
			InstanceVerdict after = this.members.get(position);
			if (this.rule.offers(before.get(position))) {
				adapted = adapted.without(before.get(position).instance());
			}
			if (this.rule.offers(after)) {
				adapted = adapted.with(after.instance());
			}
		}
		return adapted;
	}

	private static String idAt(VerdictList members, int position) {
		return members.get(position).instance().id();
	}

	/** Return the verdicts on all members. */
	VerdictList members() {
		return this.members;
	}

	/** Return the instances to offer, sorted by id. */
	InstanceList instances() {
		return this.instances;
	}

	/** Return whether unhealthy instances are among them. */
	boolean panic() {
		return this.rule.panic();
	}

}
