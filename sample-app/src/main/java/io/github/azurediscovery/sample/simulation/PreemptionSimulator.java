package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.imds.EventType;
import io.github.azurediscovery.test.imds.SimulatedEvent;
import io.github.azurediscovery.test.imds.SimulatedScheduledEvents;

/**
 * Preempts Spot VMs as Azure does: with an announcement, and the removal some time later.
 */
final class PreemptionSimulator implements AutoCloseable {

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "preemptions");
		thread.setDaemon(true);
		return thread;
	});

	private final Map<SimulatedEvent, Future<?>> announced = new ConcurrentHashMap<>();

	private final SimulatedScheduledEvents events;

	private final Duration notice;

	private final Consumer<SimulatedVm> taken;

	PreemptionSimulator(SimulatedScheduledEvents events, Duration notice, Consumer<SimulatedVm> taken) {
		this.events = events;
		this.notice = notice;
		this.taken = taken;
	}

	void announce(SimulatedVm vm) {
		SimulatedEvent event = this.events.announce(EventType.PREEMPT, vm).notBefore(Instant.now().plus(this.notice));
		this.announced.put(event, this.clock.schedule(() -> {
			this.taken.accept(vm);
			end(event);
		}, this.notice.toMillis(), TimeUnit.MILLISECONDS));
	}

	/** Cancel the announced preemptions that have not happened yet. */
	void cancel() {
		this.announced.forEach((event, taking) -> {
			taking.cancel(false);
			end(event);
		});
	}

	private void end(SimulatedEvent event) {
		event.end();
		this.announced.remove(event);
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
