package io.github.azurediscovery.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of backends that this library owns. It gets a backend when a service needs one
 * and more slots when a backend has too few; it never loses either. HAProxy checks it
 * before it takes its place.
 */
final class BackendFile {

	private static final Logger logger = LoggerFactory.getLogger(BackendFile.class);

	private final HaproxySettings settings;

	private final BackendFileSettings file;

	private final ProcessReload reload;

	private @Nullable Long lastTry;

	private boolean waiting;

	private final AtomicInteger reloads = new AtomicInteger();

	BackendFile(HaproxySettings settings, BackendFileSettings file, RuntimeClient worker) {
		this.settings = settings;
		this.file = file;
		this.reload = new ProcessReload(file.masterSocket(), worker);
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
			Map<String, Integer> slots = declared();
			for (WantedBackend backend : wanted) {
				Integer declared = slots.get(backend.name());
				if (declared != null && backend.servers().size() > declared) {
					lacking.put(backend.name(), backend);
				}
			}
			lacking.values()
				.forEach((backend) -> slots.merge(backend.name(), this.settings.slots().slots(backend.servers().size()),
						Math::max));
			return lacking.isEmpty() ? pid : change(slots, lacking, pid, now, notes);
		}
		catch (IOException ex) {
			note(lacking, notes, "could not be given its slots: " + this.file.file() + ": " + ex.getMessage());
		}
		catch (SinkException ex) {
			note(lacking, notes, "could not be given its slots: " + ex.getMessage());
		}
		return pid;
	}

	private long change(Map<String, Integer> slots, Map<String, WantedBackend> lacking, long pid, long now,
			ServiceNotes notes) throws IOException, SinkException, InterruptedException {
		if (!mayTry(now)) {
			this.waiting = true;
			note(lacking, notes, "waits for the next reload, at most one in " + this.file.minInterval());
			return pid;
		}
		this.lastTry = now;
		this.waiting = true;
		AtomicFile target = new AtomicFile(this.file.file());
		Path beside = target.prepare(BackendSection.file(slots, this.settings));
		String refusal = new CheckCommand(this.file.checkCommand()).refusal(beside);
		if (refusal != null) {
			note(lacking, notes, "is refused by HAProxy, and " + this.file.file() + " stays as it was: " + refusal);
			return pid;
		}
		target.replace(beside);
		long next = this.reload.reload(pid);
		this.waiting = false;
		this.reloads.incrementAndGet();
		logger.info("HAProxy was reloaded for {}", lacking.keySet());
		return next;
	}

	private boolean mayTry(long now) {
		return this.lastTry == null || now - this.lastTry >= this.file.minInterval().toNanos();
	}

	private static void note(Map<String, WantedBackend> lacking, ServiceNotes notes, String note) {
		lacking.values().forEach((backend) -> notes.add(backend.service(), "backend " + backend.name() + " " + note));
	}

	private Map<String, Integer> declared() throws IOException {
		if (!Files.exists(this.file.file())) {
			return new TreeMap<>();
		}
		String content = Files.readString(this.file.file());
		if (!content.isBlank() && !content.startsWith(BackendSection.HEADER)) {
			throw new IOException(
					"was not written by this library, and is left alone: name another file," + " or remove it");
		}
		return BackendSection.declared(content);
	}

}
