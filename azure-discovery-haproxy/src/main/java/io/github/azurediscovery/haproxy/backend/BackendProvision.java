package io.github.azurediscovery.haproxy.backend;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.VisibleText;
import io.github.azurediscovery.haproxy.SlotCount;
import io.github.azurediscovery.haproxy.backend.BackendDeclaration.Declared;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.haproxy.wanted.ServiceNotes;
import io.github.azurediscovery.haproxy.wanted.WantedBackend;
import io.github.azurediscovery.haproxy.wanted.WantedState;
import io.github.azurediscovery.sink.AbsentNames;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives HAProxy a backend when a service needs one, and more slots when a backend has too
 * few. Each change is a reload, so there is a time between two. No reload is for taking
 * something away: one that is due leaves out the backends that were without a server for
 * long.
 */
public final class BackendProvision {

	private static final Logger logger = LoggerFactory.getLogger(BackendProvision.class);

	private final BackendDeclaration declaration;

	private final SlotCount count;

	private final Duration minInterval;

	private final AbsentNames absent = new AbsentNames();

	private @Nullable Long lastTry;

	private boolean waiting;

	private final AtomicInteger reloads = new AtomicInteger();

	public BackendProvision(BackendDeclaration declaration, SlotCount count, Duration minInterval) {
		this.declaration = declaration;
		this.count = count;
		this.minInterval = minInterval;
	}

	public int reloads() {
		return this.reloads.get();
	}

	/** Whether a change waits for its time, and that has come. */
	public boolean isDue(long now) {
		return this.waiting && mayTry(now);
	}

	/**
	 * Give every backend enough slots.
	 * @param wanted what HAProxy shall hold
	 * @param shown what HAProxy has now
	 * @param pid the process that answers now
	 * @param now the time in nanoseconds
	 * @param notes receives why a change waits or is refused
	 * @return the process that answers then; the same if nothing was reloaded
	 */
	public long update(WantedState wanted, ServerTable shown, long pid, long now, ServiceNotes notes)
			throws InterruptedException {
		this.waiting = false;
		Map<String, WantedBackend> lacking = new TreeMap<>();
		wanted.backends()
			.values()
			.stream()
			.filter((backend) -> !backend.servers().isEmpty() && shown.of(backend.name()).isEmpty())
			.forEach((backend) -> lacking.put(backend.name(), backend));
		try {
			Map<String, Integer> slots = this.declaration.declared(shown);
			Set<String> outdated = outdated(slots.keySet(), wanted, now);
			for (WantedBackend backend : wanted.backends().values()) {
				Integer declared = slots.get(backend.name());
				if (declared != null && backend.servers().size() > declared) {
					lacking.put(backend.name(), backend);
				}
			}
			lacking.values()
				.forEach((backend) -> slots.merge(backend.name(), this.count.slots(backend.servers().size()),
						Math::max));
			return lacking.isEmpty() ? pid : change(slots, lacking, outdated, pid, now, notes);
		}
		catch (IOException | SinkException ex) {
			note(lacking, notes, "could not be given its slots: " + ex.getMessage());
		}
		return pid;
	}

	/**
	 * Which service a backend is of, and whether that is configured, is not known here.
	 */
	private Set<String> outdated(Set<String> declared, WantedState wanted, long now) {
		if (!wanted.complete()) {
			return Set.of();
		}
		Set<String> empty = new TreeSet<>(declared);
		wanted.backends()
			.values()
			.stream()
			.filter((backend) -> !backend.servers().isEmpty() || !backend.certain())
			.forEach((backend) -> empty.remove(backend.name()));
		return this.absent.outdated(empty, now);
	}

	private long change(Map<String, Integer> slots, Map<String, WantedBackend> lacking, Set<String> outdated, long pid,
			long now, ServiceNotes notes) throws IOException, SinkException, InterruptedException {
		if (!mayTry(now)) {
			this.waiting = true;
			note(lacking, notes, "waits for the next reload, at most one in " + this.minInterval);
			return pid;
		}
		this.lastTry = now;
		this.waiting = true;
		Declared declared = declareWithout(outdated, slots, lacking.keySet(), pid, now);
		if (declared.refusal() != null) {
			note(lacking, notes, declared.refusal());
			return pid;
		}
		this.waiting = false;
		this.reloads.incrementAndGet();
		logger.info("HAProxy was reloaded for {}", VisibleText.few(lacking.keySet()));
		return declared.pid();
	}

	/** A front end may name a backend: what HAProxy cannot do without stays. */
	private Declared declareWithout(Set<String> outdated, Map<String, Integer> slots, Set<String> lacking, long pid,
			long now) throws IOException, SinkException, InterruptedException {
		if (!outdated.isEmpty()) {
			Map<String, Integer> fewer = new TreeMap<>(slots);
			fewer.keySet().removeAll(outdated);
			String refusal;
			try {
				Declared declared = this.declaration.declare(fewer, lacking, pid);
				refusal = declared.refusal();
				if (refusal == null) {
					return declared;
				}
			}
			catch (SinkException ex) {
				refusal = ex.getMessage();
			}
			logger.debug("Backends without a server stay, as HAProxy refuses to leave them out: {}", refusal);
			this.absent.renew(outdated, now);
		}
		return this.declaration.declare(slots, lacking, pid);
	}

	private boolean mayTry(long now) {
		return this.lastTry == null || now - this.lastTry >= this.minInterval.toNanos();
	}

	private static void note(Map<String, WantedBackend> lacking, ServiceNotes notes, String note) {
		lacking.values().forEach((backend) -> notes.add(backend.service(), "backend " + backend.name() + " " + note));
	}

}
