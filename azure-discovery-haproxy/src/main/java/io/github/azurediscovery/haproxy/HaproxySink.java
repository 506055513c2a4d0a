package io.github.azurediscovery.haproxy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.azurediscovery.haproxy.SlotReconciler.Reconciled;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the servers of one HAProxy as the routes of discovery are. Needs the socket of
 * HAProxy's Runtime API with {@code level admin}; without {@link BackendFileSettings} it
 * never reloads HAProxy and writes no configuration. Stopping it changes nothing in
 * HAProxy. Called by one thread at a time; {@link #slots()} and {@link #reloads()} by
 * any.
 */
public final class HaproxySink implements DiscoverySink {

	private final HaproxyAddress address;

	private final HaproxySettings settings;

	private final LongSupplier nanoTime;

	private final RuntimeClient client;

	private final BackendAssignment assignment;

	private final SlotReconciler reconciler;

	private final ServerStateFile stateFile;

	private final SlotNotes slotNotes;

	private final @Nullable BackendFile backendFile;

	private WantedState wanted = WantedState.NOTHING;

	private boolean leaving;

	private long pid = -1;

	private final List<Consumer<Map<String, SlotCounts>>> followers = new CopyOnWriteArrayList<>();

	private volatile Map<String, SlotCounts> slots = Map.of();

	/**
	 * Create a sink. Connects to nothing yet.
	 * @param address the socket of the Runtime API
	 * @param settings how HAProxy is fed
	 */
	public HaproxySink(HaproxyAddress address, HaproxySettings settings) {
		this(address, settings, RuntimeClient.TIMEOUT, new HostResolver(), System::nanoTime);
	}

	HaproxySink(HaproxyAddress address, HaproxySettings settings, Duration timeout, HostResolver resolver,
			LongSupplier nanoTime) {
		this.address = address;
		this.settings = settings;
		this.nanoTime = nanoTime;
		this.client = new RuntimeClient(address, timeout);
		this.assignment = new BackendAssignment(settings.backend().template(), resolver);
		this.reconciler = new SlotReconciler(this.client, settings, nanoTime);
		this.stateFile = new ServerStateFile(settings.stateFile());
		this.slotNotes = new SlotNotes(settings);
		BackendFileSettings file = settings.backendFile();
		this.backendFile = (file != null) ? new BackendFile(settings, file, this.client) : null;
	}

	/**
	 * Return the sections that HAProxy's configuration needs for a state, for those who
	 * declare backends themselves.
	 * @param desired the state
	 * @param settings how HAProxy is fed
	 * @return a section for each backend
	 */
	public static String sections(DesiredState desired, HaproxySettings settings) {
		StringBuilder sections = new StringBuilder();
		new BackendAssignment(settings.backend().template(), new HostResolver()).assign(desired, new ServiceNotes())
			.forEach((name, backend) -> sections.append(sections.isEmpty() ? "" : "\n")
				.append(BackendSection.of(name, settings.slots().slots(backend.servers().size()), settings)));
		return sections.toString();
	}

	@Override
	public String name() {
		return "haproxy:" + this.address;
	}

	@Override
	public SinkReport apply(DesiredState desired, ApplyMode mode) throws SinkException, InterruptedException {
		ServiceNotes notes = new ServiceNotes();
		this.wanted = new WantedState(this.assignment.assign(desired, notes), desired.complete());
		this.pid = this.client.pid();
		ServerTable shown = this.client.servers();
		if (this.backendFile != null) {
			this.stateFile.write(shown);
			long next = this.backendFile.update(this.wanted.backends().values(), shown, this.pid,
					this.nanoTime.getAsLong(), notes);
			if (next != this.pid) {
				this.pid = next;
				shown = this.client.servers();
			}
		}
		this.slotNotes.missing(this.wanted, shown, notes);
		Reconciled reconciled = this.reconciler.reconcile(this.wanted, shown, mode == ApplyMode.FULL, notes);
		return report(reconciled, notes);
	}

	private SinkReport report(Reconciled reconciled, ServiceNotes notes) {
		reconciled.plans().forEach((name, plan) -> {
			WantedBackend backend = this.wanted.backends().get(name);
			if (backend != null) {
				this.slotNotes.of(backend, plan, reconciled.table(), notes);
			}
		});
		count(reconciled.plans());
		String failure = this.stateFile.write(reconciled.table());
		if (failure != null) {
			this.wanted.backends().values().forEach((backend) -> notes.add(backend.service(), failure));
		}
		return new SinkReport(reconciled.changes(), notes.asMap());
	}

	private void count(Map<String, SlotPlan> plans) {
		Map<String, SlotCounts> counts = new TreeMap<>();
		plans.forEach((name, plan) -> counts.put(name, plan.counts()));
		if (!counts.equals(this.slots)) {
			this.slots = Map.copyOf(counts);
			this.followers.forEach((follower) -> follower.accept(this.slots));
		}
		this.leaving = plans.values().stream().anyMatch((plan) -> !plan.leaving().isEmpty());
	}

	@Override
	public Duration checkInterval() {
		return this.settings.checkInterval();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Another process id tells of a restart or a reload. Slots that have drained are
	 * freed, and the state file is brought up to date.
	 */
	@Override
	public boolean holdsApplied() throws SinkException, InterruptedException {
		if (this.client.pid() != this.pid) {
			return false;
		}
		if (this.backendFile != null && this.backendFile.isDue(this.nanoTime.getAsLong())) {
			return false;
		}
		if (this.leaving) {
			count(this.reconciler.free(this.wanted));
		}
		if (this.stateFile.isKept()) {
			this.stateFile.write(this.client.servers());
		}
		return true;
	}

	/**
	 * Return the slots of each backend, as they were when HAProxy was last asked.
	 * @return the counts by name of the backend
	 */
	public Map<String, SlotCounts> slots() {
		return this.slots;
	}

	/**
	 * Follow the slots of each backend.
	 * @param follower told now, and when a count has changed, on the thread of this sink;
	 * quick, and must not throw
	 */
	public void followSlots(Consumer<Map<String, SlotCounts>> follower) {
		this.followers.add(follower);
		follower.accept(this.slots);
	}

	/**
	 * Return how often this sink reloaded HAProxy.
	 * @return the number of reloads, 0 without {@link BackendFileSettings}
	 */
	public int reloads() {
		return (this.backendFile != null) ? this.backendFile.reloads() : 0;
	}

}
