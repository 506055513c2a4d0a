package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.Sneaky;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.health.probe.ProbeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The instances of the service {@code orders} and their health, with time, threads and
 * network in the hand of a test.
 */
final class HealthFixture {

	final HandDriven owner = new HandDriven();

	final HandDriven events = new HandDriven();

	final MutableCatalog catalog = new MutableCatalog(this.events);

	final HealthEngine health;

	final List<InstanceHealthChange> changes = new ArrayList<>();

	final Map<String, List<InstanceVerdict>> judged = new HashMap<>();

	final List<Question> questions = new ArrayList<>();

	private final Set<String> dead = new HashSet<>();

	private final Set<String> hanging = new HashSet<>();

	private boolean answersAtOnce = true;

	private @Nullable Throwable shortage;

	private Duration jump = Duration.ZERO;

	HealthFixture(HealthSettings settings) {
		this(settings, null);
	}

	HealthFixture(HealthSettings settings, @Nullable ScheduledEventsClient announcements) {
		this.health = new HealthEngine(settings, announcements, this.owner, this.events,
				() -> this.owner.instant().plus(this.jump), new Random(1), new TestNetwork());
		this.health.follow(this.judged::put);
		this.catalog.follow(this.health);
		this.health.subscribe(this.changes::add);
	}

	static HealthFixture of(String... ids) {
		return new HealthFixture(HealthSettings.DEFAULT).with(ids);
	}

	static Instance instance(String id) {
		return Instance.of(id, "orders", "10.0.0." + id, 8080).name("orders_" + id).build();
	}

	/** Publish that exactly these instances are members. */
	HealthFixture with(String... ids) {
		return with(Arrays.stream(ids).map(HealthFixture::instance).toArray(Instance[]::new));
	}

	HealthFixture with(Instance... instances) {
		this.catalog.publish(this.catalog.current().next(List.of(instances), List.of()), null);
		run();
		return this;
	}

	HealthFixture with(Snapshot snapshot) {
		this.catalog.publish(snapshot, null);
		run();
		return this;
	}

	/** A round that begins a moment from now lists who is a member. */
	HealthFixture listed() {
		pass(Duration.ofMillis(1));
		return listed(this.owner.instant());
	}

	HealthFixture listed(Instant roundBegan) {
		this.catalog.current()
			.instances("orders")
			.stream()
			.map(Instance::source)
			.distinct()
			.forEach((source) -> this.health.listed(source, roundBegan));
		run();
		return this;
	}

	/** A call to an instance begins. */
	HealthFixture picked(String id) {
		this.health.calls(instance(id)).begin();
		run();
		return this;
	}

	HealthFixture report(String id, CallOutcome outcome, String reason) {
		this.health.report(instance(id), outcome, reason);
		run();
		return this;
	}

	HealthFixture report(String id, CallOutcome outcome, int times) {
		for (int i = 0; i < times; i++) {
			report(id, outcome, "status 503");
		}
		return this;
	}

	/**
	 * A caller is refused, and so are we; then the instance accepts connections again.
	 */
	HealthFixture refuse(String id) {
		boolean answered = this.answersAtOnce;
		this.answersAtOnce = true;
		boolean killed = this.dead.add(id);
		report(id, CallOutcome.HARD_FAILURE, "connection refused");
		if (killed) {
			this.dead.remove(id);
		}
		this.answersAtOnce = answered;
		return this;
	}

	InstanceHealth healthOf(String id) {
		return this.health.of(instance(id));
	}

	/** Return the ids of the members that the routes may use. */
	List<String> routable() {
		return this.judged.getOrDefault("orders", List.of())
			.stream()
			.filter((verdict) -> verdict.standing() == InstanceStanding.ROUTABLE)
			.map((verdict) -> verdict.instance().id())
			.toList();
	}

	InstanceStanding standing(String id) {
		return this.judged.get("orders")
			.stream()
			.filter((verdict) -> verdict.instance().id().equals(id))
			.findFirst()
			.orElseThrow()
			.standing();
	}

	/** From now on nothing listens there. */
	HealthFixture kill(String... ids) {
		this.dead.addAll(List.of(ids));
		return this;
	}

	/** From now on connections are accepted there, and nothing is answered. */
	HealthFixture hang(String... ids) {
		this.hanging.addAll(List.of(ids));
		return this;
	}

	HealthFixture revive(String... ids) {
		this.dead.removeAll(List.of(ids));
		this.hanging.removeAll(List.of(ids));
		return this;
	}

	/** From now on the network answers only when the test answers a question. */
	HealthFixture slowNetwork() {
		this.answersAtOnce = false;
		return this;
	}

	void answer(int question, InstanceProbeResult finding) {
		this.questions.get(question).answer().accept(finding);
		run();
	}

	HealthFixture pass(Duration duration) {
		this.owner.pass(duration);
		run();
		return this;
	}

	/** Let the wall clock jump, without any time passing. */
	HealthFixture jump(Duration duration) {
		this.jump = this.jump.plus(duration);
		return this;
	}

	void run() {
		this.owner.run();
		this.events.run();
	}

	/** From now on no thread can be had for the network. */
	HealthFixture shortOfThreads(Throwable shortage) {
		this.shortage = shortage;
		return this;
	}

	/** Threads can be had again. */
	HealthFixture threadsAgain() {
		this.shortage = null;
		return this;
	}

	private void execute(Runnable task) {
		if (this.shortage != null) {
			throw Sneaky.thrown(this.shortage);
		}
		task.run();
	}

	private void ask(String kind, Instance instance, Consumer<InstanceProbeResult> answer) {
		if (this.shortage != null) {
			throw Sneaky.thrown(this.shortage);
		}
		this.questions.add(new Question(kind, instance.id(), answer));
		if (this.answersAtOnce) {
			answer.accept(finding(kind, instance.id()));
		}
	}

	private InstanceProbeResult finding(String kind, String id) {
		if (this.dead.contains(id)) {
			return InstanceProbeResult.dead("connection refused");
		}
		return (this.hanging.contains(id) && !kind.endsWith("connect")) ? InstanceProbeResult.silent("timeout")
				: InstanceProbeResult.ALIVE;
	}

	private final class TestNetwork implements ProbeFactory {

		@Override
		public InstanceProbe connect() {
			return (instance, answer) -> ask("connect", instance, answer);
		}

		@Override
		public InstanceProbe lastingConnect() {
			return (instance, answer) -> ask("lasting connect", instance, answer);
		}

		@Override
		public InstanceProbe handshake() {
			return (instance, answer) -> ask("handshake", instance, answer);
		}

		@Override
		public InstanceProbe answer(ProbeSettings settings) {
			return (instance, answer) -> ask("answer", instance, answer);
		}

		@Override
		public InstanceProbe probe(ProbeSettings settings) {
			return (instance, answer) -> ask("probe", instance, answer);
		}

		@Override
		public Executor threads() {
			return HealthFixture.this::execute;
		}

	}

	record Question(String kind, String id, Consumer<InstanceProbeResult> answer) {
	}

}
