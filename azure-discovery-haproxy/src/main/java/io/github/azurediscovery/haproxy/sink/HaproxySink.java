package io.github.azurediscovery.haproxy.sink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.github.azurediscovery.haproxy.BackendFileSettings;
import io.github.azurediscovery.haproxy.DataplaneSettings;
import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.backend.BackendProvision;
import io.github.azurediscovery.haproxy.backend.BackendSection;
import io.github.azurediscovery.haproxy.dataplane.BackendTransaction;
import io.github.azurediscovery.haproxy.dataplane.DataplaneClient;
import io.github.azurediscovery.haproxy.dataplane.DataplaneExchange;
import io.github.azurediscovery.haproxy.file.BackendFile;
import io.github.azurediscovery.haproxy.file.ServerStateFile;
import io.github.azurediscovery.haproxy.runtime.RuntimeClient;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.haproxy.slot.SlotPlan;
import io.github.azurediscovery.haproxy.slot.SlotReconciler.Reconciled;
import io.github.azurediscovery.haproxy.slot.SlotReconciler;
import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;
import io.github.azurediscovery.haproxy.wanted.BackendAssignment;
import io.github.azurediscovery.haproxy.wanted.HostResolver;
import io.github.azurediscovery.haproxy.wanted.ServiceNotes;
import io.github.azurediscovery.haproxy.wanted.WantedBackend;
import io.github.azurediscovery.haproxy.wanted.WantedState;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the servers of one HAProxy as the routes of discovery are. Needs the socket of
 * HAProxy's Runtime API with {@code level admin}, or its Dataplane API where there is no
 * socket; without {@link BackendFileSettings} or transactions it never reloads HAProxy
 * and writes no configuration. Stopping it changes nothing in HAProxy. Called by one
 * thread at a time; {@link #slots()} and {@link #reloads()} by any.
 */
public final class HaproxySink implements DiscoverySink {

	private static final Duration RELOAD_PAUSE = Duration.ofMillis(500);

	private final String address;

	private final HaproxySettings settings;

	private final LongSupplier nanoTime;

	private final HaproxyApi api;

	private final BackendAssignment assignment;

	private final SlotReconciler reconciler;

	private final ServerStateFile stateFile;

	private final SlotNotes slotNotes;

	private final @Nullable BackendProvision provision;

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

	/**
	 * Create a sink for a HAProxy whose socket cannot be reached. Connects to nothing
	 * yet.
	 * @param dataplane how to reach its Dataplane API
	 * @param settings how HAProxy is fed, without files, which would be on this machine
	 * @throws IllegalArgumentException if a setting needs the socket
	 */
	public HaproxySink(DataplaneSettings dataplane, HaproxySettings settings) {
		this(dataplane, settings, new HostResolver(), System::nanoTime, RELOAD_PAUSE);
	}

	HaproxySink(HaproxyAddress address, HaproxySettings settings, Duration timeout, HostResolver resolver,
			LongSupplier nanoTime) {
		this(address.toString(), settings, new RuntimeClient(address, timeout), resolver, nanoTime,
				(api) -> fileProvision(settings, api));
	}

	HaproxySink(DataplaneSettings dataplane, HaproxySettings settings, HostResolver resolver, LongSupplier nanoTime,
			Duration reloadPause) {
		this(dataplane, settings, new DataplaneExchange(dataplane), resolver, nanoTime, reloadPause);
	}

	private HaproxySink(DataplaneSettings dataplane, HaproxySettings settings, DataplaneExchange exchange,
			HostResolver resolver, LongSupplier nanoTime, Duration reloadPause) {
		this(dataplane.baseUrl().toString(), settings, new DataplaneClient(exchange, settings), resolver, nanoTime,
				(api) -> transactionProvision(dataplane, settings, exchange, api, reloadPause));
		HaproxyBounds.that(settings.backendFile() == null, "haproxy.config", "file",
				"none or transaction with api=dataplane: a file would be on this machine, not on HAProxy's");
		HaproxyBounds.that(settings.stateFile() == null, "haproxy.state-file", settings.stateFile(),
				"unset with api=dataplane: the file would be on this machine, not on HAProxy's");
	}

	private HaproxySink(String address, HaproxySettings settings, HaproxyApi api, HostResolver resolver,
			LongSupplier nanoTime, Function<HaproxyApi, @Nullable BackendProvision> provision) {
		this.address = address;
		this.settings = settings;
		this.nanoTime = nanoTime;
		this.api = api;
		this.assignment = new BackendAssignment(settings.backend().template(), resolver);
		this.reconciler = new SlotReconciler(api, settings, nanoTime);
		this.stateFile = new ServerStateFile(settings.stateFile());
		this.provision = provision.apply(api);
		this.slotNotes = new SlotNotes(settings, this.provision != null);
	}

	private static @Nullable BackendProvision fileProvision(HaproxySettings settings, HaproxyApi api) {
		BackendFileSettings file = settings.backendFile();
		return (file != null)
				? new BackendProvision(new BackendFile(settings, file, api), settings.slots(), file.minInterval())
				: null;
	}

	private static @Nullable BackendProvision transactionProvision(DataplaneSettings dataplane,
			HaproxySettings settings, DataplaneExchange exchange, HaproxyApi api, Duration pause) {
		Duration interval = dataplane.transactionInterval();
		return (interval != null) ? new BackendProvision(new BackendTransaction(exchange, api, settings, pause),
				settings.slots(), interval) : null;
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
		ServerTable shown = this.api.servers();
		noteRestart(this.api.pid());
		this.reconciler.seen(shown);
		if (this.provision != null) {
			this.stateFile.write(shown);
			long next = this.provision.update(this.wanted, shown, this.pid, this.nanoTime.getAsLong(), notes);
			if (noteRestart(next)) {
				shown = this.api.servers();
			}
		}
		this.slotNotes.missing(this.wanted, shown, notes);
		Reconciled reconciled = this.reconciler.reconcile(this.wanted, shown, mode == ApplyMode.FULL, notes);
		return report(reconciled, notes);
	}

	private boolean noteRestart(long now) {
		boolean restarted = now != this.pid;
		if (restarted) {
			this.reconciler.restarted();
			this.pid = now;
		}
		return restarted;
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
	 * freed. The state file is brought up to date, and what it holds of operators'
	 * choices is remembered.
	 */
	@Override
	public boolean holdsApplied() throws SinkException, InterruptedException {
		if (this.api.pid() != this.pid) {
			return false;
		}
		if (this.provision != null && this.provision.isDue(this.nanoTime.getAsLong())) {
			return false;
		}
		if (this.leaving) {
			count(this.reconciler.free(this.wanted));
		}
		return !this.stateFile.isKept() || keepState();
	}

	/** The table may be that of a new process by now, and is no news then. */
	private boolean keepState() throws SinkException, InterruptedException {
		ServerTable shown = this.api.servers();
		if (this.api.pid() != this.pid) {
			return false;
		}
		this.stateFile.write(shown);
		this.reconciler.seen(shown);
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
	 * @return the number of reloads, 0 if it writes no backends
	 */
	public int reloads() {
		return (this.provision != null) ? this.provision.reloads() : 0;
	}

}
