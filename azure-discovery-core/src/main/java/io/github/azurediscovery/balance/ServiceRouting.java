package io.github.azurediscovery.balance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.VerdictList;

/**
 * What the routes of one service remember from one to the next. Under the lock of health
 * only.
 */
final class ServiceRouting {

	private final String service;

	private final BalanceSettings settings;

	private final SlowStartSteps slowStart = new SlowStartSteps();

	private final NearbyZoneSelection zoneWatch = new NearbyZoneSelection();

	private final AtomicInteger callsEverywhere = new AtomicInteger();

	private final AtomicInteger callsNearby = new AtomicInteger();

	private final OfferedInstances offer;

	private boolean stepping;

	ServiceRouting(String service, BalanceSettings settings) {
		this.service = service;
		this.settings = settings;
		this.offer = new OfferedInstances(settings.panicThreshold());
	}

	void members(VerdictList members) {
		boolean replaced = this.offer.update(members);
		if (!this.settings.slowStart().isZero() && (replaced || this.slowStart.hasNewcomers())) {
			this.slowStart.update(members);
		}
	}

	/** Return whether steps have become due and are not scheduled yet. */
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
		List<Instance> everywhere = this.offer.instances();
		List<Instance> near = this.zoneWatch.nearby(zone, this.settings.minShare(), this.offer);
		InstanceRotation all = rota(everywhere, this.callsEverywhere);
		InstanceRotation nearby = near.equals(everywhere) ? all : rota(near, this.callsNearby);
		return new Route(this.service, everywhere, this.offer.panic(), all, nearby);
	}

	private InstanceRotation rota(List<Instance> offered, AtomicInteger calls) {
		return this.offer.panic() ? InstanceRotation.always(offered, calls)
				: InstanceRotation.inTurn(this.slowStart.turns(offered), calls);
	}

}
