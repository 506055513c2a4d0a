package io.github.azurediscovery.refresh;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.source.RefreshRound;

/**
 * The environment of every session of a refresher.
 *
 * @param settings the intervals, and the guard
 * @param cadence the times between two calls
 * @param catalog receives the snapshots
 * @param owner the one thread that changes state
 * @param network runs the calls
 * @param clock the time, which never jumps
 * @param lifecycle held while state changes, so that nothing changes once stopped
 * @param outcomes receives every answer and failure
 * @param resumed runs once the machine has slept
 * @param rounds counts the rounds
 */
record RefreshContext(RefreshSettings settings, RefreshSchedule cadence, MutableCatalog catalog,
		ScheduledExecutorService owner, Executor network, SteadyClock clock, Object lifecycle, RefreshNotifier outcomes,
		List<Runnable> resumed, AtomicLong rounds) {

	RefreshRound nextScheduledRound() {
		return new RefreshRound(this.rounds.incrementAndGet(), this.clock.shown());
	}

	RefreshRound nextRoundOnDemand() {
		return RefreshRound.onDemand(this.rounds.incrementAndGet(), this.clock.shown());
	}

}
