package io.github.azurediscovery.health.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.ProbeListener;
import io.github.azurediscovery.health.ServiceDemand;
import io.github.azurediscovery.health.VerdictFollower;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.health.probe.NetworkProbeFactory;
import io.github.azurediscovery.health.probe.ProbeFactory;
import io.github.azurediscovery.health.probe.ReliableProbeFactory;
import io.github.azurediscovery.imds.ImdsClient;
import org.jspecify.annotations.Nullable;

/**
 * Health as its one writer sees it. Follows the catalog, and is followed by the routes:
 * {@code health.follow(routes); catalog.follow(health);}.
 */
public final class HealthEngine implements InstanceHealthRegistry, CatalogListener {

	private final Map<String, ServiceMembers> services = new ConcurrentHashMap<>();

	private final VerdictPublisher judge;

	private final CombiningExecutor owner;

	private final ActiveHealthChecker prober;

	private final OutlierDetector outliers;

	private final RecoveryWatch afterMaintenance;

	private final MaintenanceTracker announced;

	private final @Nullable ScheduledEventsPoller maintenance;

	/**
	 * Create health without members.
	 * @param settings what counts as evidence
	 * @param imds where scheduled events are read if that is switched on, or {@code null}
	 * if this cannot be an Azure VM
	 * @param owner the daemon thread {@code azure-discovery}, for what is due later;
	 * after it has ended, reports are dropped
	 * @param events runs the listeners, one task after the other
	 * @param clock tells the time
	 * @param random spreads the probes
	 */
	public HealthEngine(HealthSettings settings, @Nullable ImdsClient imds, ScheduledExecutorService owner,
			Executor events, InstantSource clock, RandomGenerator random) {
		this(settings, (imds != null) ? ScheduledEventsClient.of(imds) : null, owner, events, clock, random,
				new NetworkProbeFactory());
	}

	HealthEngine(HealthSettings settings, @Nullable ScheduledEventsClient announcements, ScheduledExecutorService owner,
			Executor events, InstantSource clock, RandomGenerator random, ProbeFactory given) {
		ProbeFactory network = new ReliableProbeFactory(given);
		this.owner = new CombiningExecutor(owner, this::announce);
		this.judge = new VerdictPublisher(events, this.owner::aside);
		this.prober = new ActiveHealthChecker(settings, this.owner, this.judge, random, network, clock);
		this.outliers = new OutlierDetector(settings.outlier(), this.owner, this.judge, clock, network, this.prober);
		this.afterMaintenance = new RecoveryWatch(this.owner, this.judge, clock, network.connect());
		this.announced = new MaintenanceTracker(this.services.values(), this.afterMaintenance, this.owner, this.judge,
				clock);
		this.maintenance = (announcements != null) ? new ScheduledEventsPoller(settings.scheduledEvents(),
				announcements, this.owner, network.threads(), clock, this.announced::take) : null;
	}

	/**
	 * Follow every new verdict.
	 * @param follower told by one thread at a time, before anybody can read the verdict
	 */
	public void follow(VerdictFollower follower) {
		this.judge.follow(follower);
	}

	/**
	 * Be told of every probe.
	 * @param listener the listener, in place of the one before
	 */
	public void observe(ProbeListener listener) {
		this.prober.listener(listener);
	}

	/**
	 * Make a change that the routes' followers are told of, in turn with every change of
	 * health. A follower may report to health meanwhile.
	 * @param change what to do; must neither wait nor do I/O
	 */
	public void inTurn(Runnable change) {
		this.owner.now(change);
	}

	/**
	 * Start to read scheduled events and to probe what callers want. May be called again
	 * after {@link #stop()}.
	 */
	public void start() {
		this.owner.hand(() -> {
			this.outliers.start();
			this.afterMaintenance.start();
			this.announced.start();
			this.prober.start(this.services.values());
			if (this.maintenance != null) {
				this.maintenance.start();
			}
		});
	}

	/** Send nothing over the network any more. Verdicts stay readable. */
	public void stop() {
		this.owner.hand(() -> {
			this.outliers.stop();
			this.afterMaintenance.stop();
			this.announced.stop();
			this.prober.stop(this.services.values());
			if (this.maintenance != null) {
				this.maintenance.stop();
			}
		});
	}

	/**
	 * The machine has slept: what was held against instances is old, and what is due was
	 * not noticed.
	 */
	public void resumed() {
		this.owner.hand(() -> {
			this.outliers.resumed(this.services.values());
			this.announced.applyToAll();
		});
	}

	@Override
	public void catalogChanged(SnapshotChange change) {
		Snapshot snapshot = change.after();
		Set<String> all = new TreeSet<>(this.services.keySet());
		all.addAll(snapshot.services());
		for (List<String> slice : WorkSlices.of(all, (service) -> snapshot.instances(service).size())) {
			this.owner.now(() -> slice.forEach((service) -> take(service, snapshot.instances(service))));
		}
	}

	private void take(String service, List<Instance> instances) {
		become(service, instances);
		if (instances.isEmpty()) {
			ServiceMembers gone = this.services.remove(service);
			if (gone != null) {
				gone.leave();
			}
		}
	}

	private void become(String id, List<Instance> instances) {
		ServiceMembers service = this.services.computeIfAbsent(id,
				(unseen) -> new ServiceMembers(unseen, new RecordedDemand(() -> wanted(unseen)), this::callsTo));
		int before = service.all().size();
		List<HealthMember> touched = service.become(instances);
		if (!touched.isEmpty() || before != instances.size()) {
			this.judge.changed(service);
		}
		for (HealthMember member : touched) {
			this.announced.apply(member);
			this.judge.touched(member, Cause.PLATFORM);
		}
		if (service.probed()) {
			this.prober.joined(touched);
		}
		else if (service.demand().isNoted() && this.prober.covers(id)) {
			this.prober.wanted(service);
		}
	}

	/**
	 * Note that a source has listed its members. What was announced to go for good, and
	 * then was not, is believed to live on only after that.
	 * @param source the name of the source
	 * @param roundBegan when the round began that brought the list
	 */
	public void listed(String source, Instant roundBegan) {
		this.owner.hand(() -> this.afterMaintenance.listed(source, roundBegan));
	}

	@Override
	public InstanceHealth of(Instance instance) {
		HealthMember member = find(instance);
		return ((member != null) ? member.verdict() : InstanceVerdict.byPlatformAlone(instance)).health();
	}

	@Override
	public void report(Instance instance, CallOutcome outcome, String reason) {
		CallReporter calls = known(instance);
		if (calls != null) {
			calls.end(outcome, reason);
		}
	}

	@Override
	public void report(String service, String host, int port, CallOutcome outcome, String reason) {
		ServiceMembers members = this.services.get(service);
		if (members != null) {
			for (HealthMember member : members.find(host, port)) {
				member.calls().end(outcome, reason);
			}
		}
	}

	@Override
	public CallReporter calls(Instance instance) {
		CallReporter calls = known(instance);
		return (calls != null) ? calls : new DeferredCallReporter(instance, this::known);
	}

	private @Nullable CallReporter known(Instance instance) {
		HealthMember member = find(instance);
		return (member != null && member.livesAt(instance)) ? member.calls() : null;
	}

	private MemberCallReporter callsTo(HealthMember member) {
		return new MemberCallReporter(member, this.outliers, this::known);
	}

	private void announce() {
		this.judge.announce();
	}

	private @Nullable HealthMember find(Instance instance) {
		ServiceMembers members = this.services.get(instance.service());
		return (members != null) ? members.find(instance.id()) : null;
	}

	@Override
	public ServiceDemand demand(String service) {
		return new DeferredDemand(service, this.services::get);
	}

	private void wanted(String service) {
		ServiceMembers members = this.services.get(service);
		if (members != null && this.prober.covers(service)) {
			this.owner.hand(() -> this.prober.wanted(members));
		}
	}

	@Override
	public Subscription subscribe(HealthListener listener) {
		return this.judge.subscribe(listener);
	}

}
