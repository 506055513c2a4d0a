package io.github.azurediscovery.haproxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.haproxy.BackendDeclaration.Declared;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives HAProxy a backend when a service needs one, and more slots when a backend has too
 * few. It takes neither away. Each change is a reload, so there is a time between two.
 */
final class BackendProvision {

	private static final Logger logger = LoggerFactory.getLogger(BackendProvision.class);

	private final BackendDeclaration declaration;

	private final SlotCount count;

	private final Duration minInterval;

	private @Nullable Long lastTry;

	private boolean waiting;

	private final AtomicInteger reloads = new AtomicInteger();

	BackendProvision(BackendDeclaration declaration, SlotCount count, Duration minInterval) {
		this.declaration = declaration;
		this.count = count;
		this.minInterval = minInterval;
	}

	int reloads() {
		return this.reloads.get();
	}

	/** Whether a change waits for its time, and that has come. */
	boolean isDue(long now) {
		return this.waiting && mayTry(now);
	}

	/**
	 * Give every backend enough slots.
	 * @param wanted the backends
	 * @param shown what HAProxy has now
	 * @param pid the process that answers now
	 * @param now the time in nanoseconds
	 * @param notes receives why a change waits or is refused
	 * @return the process that answers then; the same if nothing was reloaded
	 */
	long update(Collection<WantedBackend> wanted, ServerTable shown, long pid, long now, ServiceNotes notes)
			throws InterruptedException {
		this.waiting = false;
		Map<String, WantedBackend> lacking = new TreeMap<>();
		wanted.stream()
			.filter((backend) -> !backend.servers().isEmpty() && shown.of(backend.name()).isEmpty())
			.forEach((backend) -> lacking.put(backend.name(), backend));
		try {
			Map<String, Integer> slots = this.declaration.declared(shown);
			for (WantedBackend backend : wanted) {
				Integer declared = slots.get(backend.name());
				if (declared != null && backend.servers().size() > declared) {
					lacking.put(backend.name(), backend);
				}
			}
			lacking.values()
				.forEach((backend) -> slots.merge(backend.name(), this.count.slots(backend.servers().size()),
						Math::max));
			return lacking.isEmpty() ? pid : change(slots, lacking, pid, now, notes);
		}
		catch (IOException | SinkException ex) {
			note(lacking, notes, "could not be given its slots: " + ex.getMessage());
		}
		return pid;
	}

	private long change(Map<String, Integer> slots, Map<String, WantedBackend> lacking, long pid, long now,
			ServiceNotes notes) throws IOException, SinkException, InterruptedException {
		if (!mayTry(now)) {
			this.waiting = true;
			note(lacking, notes, "waits for the next reload, at most one in " + this.minInterval);
			return pid;
		}
		this.lastTry = now;
		this.waiting = true;
		Declared declared = this.declaration.declare(slots, lacking.keySet(), pid);
		if (declared.refusal() != null) {
			note(lacking, notes, declared.refusal());
			return pid;
		}
		this.waiting = false;
		this.reloads.incrementAndGet();
		logger.info("HAProxy was reloaded for {}", lacking.keySet());
		return declared.pid();
	}

	private boolean mayTry(long now) {
		return this.lastTry == null || now - this.lastTry >= this.minInterval.toNanos();
	}

	private static void note(Map<String, WantedBackend> lacking, ServiceNotes notes, String note) {
		lacking.values().forEach((backend) -> notes.add(backend.service(), "backend " + backend.name() + " " + note));
	}

}
