package io.github.azurediscovery.refresh;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.catalog.LiveCatalog;
import io.github.azurediscovery.source.Round;

/**
 * What every run of a refresher works with.
 *
 * @param settings how often to ask, and how to guard
 * @param cadence the times between two questions
 * @param catalog where the snapshots go
 * @param owner the one thread that changes state
 * @param network runs the calls
 * @param clock the time, which never jumps
 * @param lifecycle held by whoever changes state, so that nothing changes once stopped
 * @param outcomes told of every answer and failure
 * @param resumed done once the machine has slept
 * @param rounds counts the rounds
 */
record Environment(RefreshSettings settings, Cadence cadence, LiveCatalog catalog, ScheduledExecutorService owner,
		Executor network, SteadyClock clock, Object lifecycle, Outcomes outcomes, List<Runnable> resumed,
		AtomicLong rounds) {

	Round nextRound(boolean onDemand) {
		return new Round(this.rounds.incrementAndGet(), this.clock.shown(), onDemand);
	}

}
