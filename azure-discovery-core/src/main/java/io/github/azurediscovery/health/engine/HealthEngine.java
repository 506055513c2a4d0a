package io.github.azurediscovery.health.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
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
 * Combines all evidence about instances into verdicts; {@link CombiningExecutor}
 * serializes the changes. Follows the catalog, and is followed by the routes:
 * {@code health.follow(routes); catalog.follow(health);}.
 */
public final class HealthEngine implements InstanceHealthRegistry, CatalogListener {

	private final MemberDirectory members = new MemberDirectory();

	private final VerdictPublisher publisher;

	private final CombiningExecutor executor;

	private final ActiveHealthChecker healthChecker;

	private final OutlierDetector outliers;

	private final MaintenanceRecoveryWatch recoveryWatch;

	private final MaintenanceTracker maintenanceTracker;

	private final @Nullable ScheduledEventsPoller scheduledEvents;

	/**
	 * Create an engine without members.
	 * @param settings what counts as evidence
	 * @param imds reads scheduled events if that is enabled, or {@code null} if this
	 * cannot be an Azure VM
	 * @param executor the daemon thread {@code azure-discovery}, for delayed work; after
	 * it has ended, reports are dropped
	 * @param events runs the listeners, one task after the other
	 * @param clock tells the time
	 * @param random spreads the probes
	 * @param threadPrefix what the names of the threads that probe begin with
	 */
	public HealthEngine(HealthSettings settings, @Nullable ImdsClient imds, ScheduledExecutorService executor,
			Executor events, InstantSource clock, RandomGenerator random, String threadPrefix) {
		this(settings, (imds != null) ? ScheduledEventsClient.of(imds) : null, executor, events, clock, random,
				new NetworkProbeFactory(threadPrefix));
	}

	HealthEngine(HealthSettings settings, @Nullable ScheduledEventsClient announcements,
			ScheduledExecutorService executor, Executor events, InstantSource clock, RandomGenerator random,
			ProbeFactory given) {
		ProbeFactory network = new ReliableProbeFactory(given);
		this.executor = new CombiningExecutor(executor, this::announce);
		this.publisher = new VerdictPublisher(this.members, events, this.executor::runAside);
		this.healthChecker = new ActiveHealthChecker(settings, this.executor, this.publisher, this.members, random,
				network, clock);
		this.outliers = new OutlierDetector(settings.outlier(), this.executor, this.publisher, this.members, clock,
				network, this.healthChecker);
		this.recoveryWatch = new MaintenanceRecoveryWatch(this.executor, this.publisher, clock, network.connect());
		this.maintenanceTracker = new MaintenanceTracker(this.members, this.recoveryWatch, this.executor,
				this.publisher, clock);
		this.scheduledEvents = (announcements != null) ? new ScheduledEventsPoller(settings.scheduledEvents(),
				announcements, this.executor, network.threads(), clock, this.maintenanceTracker::take) : null;
	}

	/**
	 * Follow every new verdict.
	 * @param follower called by one thread at a time, before the verdict becomes readable
	 * @return ends the following when closed
	 */
	public ListenerSubscription follow(VerdictFollower follower) {
		return this.publisher.follow(follower);
	}

	/**
	 * Observe every probe.
	 * @param listener the listener, in place of the one before
	 */
	public void observe(ProbeListener listener) {
		this.healthChecker.listener(listener);
	}

	/**
	 * Run a change of which the routes notify their followers, serialized with every
	 * change of health. A follower may report to health meanwhile.
	 * @param change the change; must neither wait nor perform I/O
	 */
	public void inTurn(Runnable change) {
		this.executor.run(change);
	}

	/**
	 * Start reading scheduled events and probing the services that are called. May be
	 * called again after {@link #stop()}.
	 */
	public void start() {
		this.executor.submit(() -> {
			this.outliers.start();
			this.recoveryWatch.start();
			this.maintenanceTracker.start();
			this.healthChecker.start();
			if (this.scheduledEvents != null) {
				this.scheduledEvents.start();
			}
		});
	}

	/** Stop sending anything over the network. Verdicts stay readable. */
	public void stop() {
		this.executor.submit(() -> {
			this.outliers.stop();
			this.recoveryWatch.stop();
			this.maintenanceTracker.stop();
			this.healthChecker.stop();
			if (this.scheduledEvents != null) {
				this.scheduledEvents.stop();
			}
		});
	}

	/**
	 * The machine has slept: evidence is outdated, and timers were missed.
	 */
	public void resumed() {
		this.executor.submit(() -> {
			this.outliers.resumed();
			this.maintenanceTracker.applyToAll();
		});
	}

	@Override
	public void catalogChanged(SnapshotChange change) {
		Snapshot snapshot = change.after();
		Set<String> all = new TreeSet<>(this.members.ids());
		all.addAll(snapshot.services());
		this.executor.run(() -> this.members.expect(all.size()));
		this.executor.run(() -> this.publisher.expect(all.size()));
		for (List<String> slice : HealthWorkSlices.of(all, (service) -> snapshot.instances(service).size())) {
			this.executor.run(() -> slice.forEach((service) -> take(service, snapshot.instances(service))));
		}
	}

	private void take(String service, List<Instance> instances) {
		become(service, instances);
		if (instances.isEmpty()) {
			this.members.remove(service);
		}
	}

	private void become(String id, List<Instance> instances) {
		ServiceMembers service = this.members.obtain(id, (unseen) -> new ServiceMembers(unseen,
				new RecordedServiceDemand(() -> wanted(unseen)), this::reporterOf));
		int before = service.all().size();
		List<HealthMember> touched = service.become(instances);
		if (!touched.isEmpty() || before != instances.size()) {
			this.publisher.markMembersChanged(service);
		}
		for (HealthMember member : touched) {
			this.maintenanceTracker.apply(member);
			this.publisher.markChanged(member, Cause.PLATFORM);
		}
		if (service.probed()) {
			this.healthChecker.joined(touched);
		}
		else if (service.demand().isNoted() && this.healthChecker.covers(id)) {
			this.healthChecker.wanted(service);
		}
	}

	/**
	 * Note that a source has listed its members. A VM whose permanent removal was
	 * announced, and which is still there, returns only after that.
	 * @param source the name of the source
	 * @param roundBegan when the round of that list began
	 */
	public void listed(String source, Instant roundBegan) {
		this.executor.submit(() -> this.recoveryWatch.listed(source, roundBegan));
	}

	@Override
	public InstanceHealth of(Instance instance) {
		HealthMember member = this.members.find(instance);
		return ((member != null) ? member.verdict() : InstanceVerdict.byPlatformAlone(instance)).health();
	}

	@Override
	public void report(Instance instance, CallOutcome outcome, String reason) {
		CallReporter calls = this.members.reporter(instance);
		if (calls != null) {
			calls.end(outcome, reason);
		}
	}

	@Override
	public void report(String service, String host, int port, CallOutcome outcome, String reason) {
		for (HealthMember member : this.members.find(service, host, port)) {
			member.reporter().end(outcome, reason);
		}
	}

	@Override
	public CallReporter calls(Instance instance) {
		CallReporter calls = this.members.reporter(instance);
		return (calls != null) ? calls : new DeferredCallReporter(instance, this.members::reporter);
	}

	private CallReporter reporterOf(HealthMember member) {
		return new MemberCallReporter(member, this.outliers, this.members::reporter);
	}

	private void announce() {
		this.publisher.publish();
	}

	@Override
	public ServiceDemand demand(String service) {
		return new DeferredServiceDemand(service, this.members::find);
	}

	private void wanted(String service) {
		ServiceMembers members = this.members.find(service);
		if (members != null && this.healthChecker.covers(service)) {
			this.executor.submit(() -> this.healthChecker.wanted(members));
		}
	}

	@Override
	public ListenerSubscription subscribe(HealthListener listener) {
		return this.publisher.subscribe(listener);
	}

}
