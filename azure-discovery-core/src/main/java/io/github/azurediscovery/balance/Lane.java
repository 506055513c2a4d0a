package io.github.azurediscovery.balance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.Verdict;

/**
 * What the routes of one service remember from one to the next. Under the lock of health
 * only.
 */
final class Lane {

	private final String service;

	private final BalanceSettings settings;

	private final SlowStart slowStart = new SlowStart();

	private final ZoneWatch zoneWatch = new ZoneWatch();

	private final AtomicInteger callsEverywhere = new AtomicInteger();

	private final AtomicInteger callsNearby = new AtomicInteger();

	private List<Verdict> members = List.of();

	private boolean stepping;

	Lane(String service, BalanceSettings settings) {
		this.service = service;
		this.settings = settings;
	}

	void members(List<Verdict> members) {
		this.members = members;
		if (!this.settings.slowStart().isZero()) {
			this.slowStart.update(members);
		}
	}

	boolean isEmpty() {
		return this.members.isEmpty();
	}

	/** Return whether steps have become due and nobody counts them yet. */
	boolean startsStepping() {
		boolean starts = !this.stepping && this.slowStart.underway();
		this.stepping |= starts;
		return starts;
	}

	/** Take a step, and return whether another is due. */
	boolean step() {
		this.slowStart.step();
		this.stepping = this.slowStart.underway();
		return this.stepping;
	}

	Route route(Zone zone) {
		Offer offer = Offer.of(this.members, this.settings.panicThreshold());
		List<Instance> near = this.zoneWatch.nearby(zone, this.settings.minShare(), this.members, offer);
		Rota everywhere = rota(offer.instances(), offer, this.callsEverywhere);
		Rota nearby = (near == offer.instances()) ? everywhere : rota(near, offer, this.callsNearby);
		return new Route(this.service, offer.instances(), offer.panic(), everywhere, nearby);
	}

	private Rota rota(List<Instance> offered, Offer offer, AtomicInteger calls) {
		return offer.panic() ? Rota.always(offered, calls) : Rota.inTurn(this.slowStart.turns(offered), calls);
	}

}
