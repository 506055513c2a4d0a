package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random histories of answers and failures of three sources, two of which share a
 * service, while the clock is set now and then; set far forward, the machine seems to
 * have slept, and the guard is told to believe. Every seed tells another history, and
 * each promise is checked after every event of it. A failure names its seed.
 */
class RandomHistoryTests {

	private static final int CONFIRMATIONS = 2;

	private static final RefreshSettings SETTINGS = RefreshSettings.builder()
		.maxBackoff(Duration.ofMinutes(1))
		.confirmations(CONFIRMATIONS)
		.build();

	static List<Long> seeds() {
		return new Random(20261121).longs(150).boxed().toList();
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void everyPromiseHoldsInEveryHistory(long seed) {
		Random random = new Random(seed);
		List<Teller> tellers = List.of(new Teller("a", "orders"), new Teller("b", "orders", "payments"),
				new Teller("c", "stock"));
		RefreshFixture stage = RefreshFixture.tellingAtOnce(SETTINGS,
				tellers.stream().map((teller) -> teller.source).toArray(ScriptedSource[]::new));
		History history = new History(stage, tellers);
		stage.refresher.subscribe(history::check);
		List<SnapshotChange> heard = new ArrayList<>();
		stage.catalog.subscribe(heard::add);
		stage.start();
		for (int step = 0; step < 25; step++) {
			tellers.forEach((teller) -> teller.next(random));
			if (random.nextInt(8) == 0) {
				stage.refresher.refresh(RefreshMode.UNGUARDED);
				stage.pass(Duration.ofSeconds(6));
			}
			if (random.nextInt(4) == 0) {
				Duration set = Duration.ofMinutes(random.nextInt(-240, 240));
				stage.owner.step(set);
				tellers.forEach((teller) -> teller.slept |= !set.isNegative() && !set.isZero());
			}
			stage.nextRound();
			assertThat(history.broken).as("seed %d, step %d", seed, step).isEmpty();
		}
		assertThat(replay(heard)).as("replayed changes, seed %d", seed).isEqualTo(content(stage.catalog.current()));
		assertThat(heard).as("revisions, seed %d", seed)
			.extracting((change) -> change.after().revision() - change.before().revision())
			.containsOnly(1L);
		assertThat(history.checks).isGreaterThan(20);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void theOrderOfTheInputNeverMatters(long seed) {
		Random random = new Random(seed);
		List<Instance> instances = new ArrayList<>(some(random, "a", "orders", "payments"));
		instances.addAll(some(random, "a", "orders", "UPPER"));
		List<Rejection> rejected = List.of(new Rejection("x", "orders", RejectionReason.OTHER, "r"),
				new Rejection("x", "payments", RejectionReason.OTHER, "r"),
				new Rejection("a", null, RejectionReason.OTHER, "q"),
				new Rejection("a", "orders", RejectionReason.OTHER, "q"));
		Snapshot straight = snapshot(instances, rejected);
		List<Instance> shuffled = new ArrayList<>(instances);
		Collections.shuffle(shuffled, random);
		List<Rejection> mixed = new ArrayList<>(rejected);
		Collections.shuffle(mixed, random);
		Snapshot other = snapshot(shuffled, mixed);
		assertThat(content(other)).as("seed %d", seed).isEqualTo(content(straight));
		assertThat(other.rejected()).as("seed %d", seed).isEqualTo(straight.rejected());
	}

	private static Snapshot snapshot(List<Instance> instances, List<Rejection> rejected) {
		SourceAnswer answer = SourceAnswerValidator.check("a", SourceAnswer.of(instances, rejected));
		return LastGoodAnswer.merge(List.of(new LastGoodAnswer("a", answer.instances(), answer.rejected())),
				Snapshot.EMPTY);
	}

	private static Map<String, Map<String, Instance>> replay(List<SnapshotChange> changes) {
		Map<String, Map<String, Instance>> content = new TreeMap<>();
		for (SnapshotChange change : changes) {
			change.services().forEach((service, what) -> {
				Map<String, Instance> members = content.computeIfAbsent(service, (id) -> new TreeMap<>());
				what.left().forEach((instance) -> assertThat(members.remove(instance.id())).isNotNull());
				what.joined().forEach((instance) -> assertThat(members.put(instance.id(), plain(instance))).isNull());
				what.updated()
					.forEach((update) -> assertThat(members.put(update.after().id(), plain(update.after())))
						.isEqualTo(plain(update.before())));
				if (members.isEmpty()) {
					content.remove(service);
				}
			});
		}
		return content;
	}

	private static Map<String, Map<String, Instance>> content(Snapshot snapshot) {
		Map<String, Map<String, Instance>> content = new TreeMap<>();
		for (String service : snapshot.services()) {
			Map<String, Instance> members = new TreeMap<>();
			snapshot.instances(service).forEach((instance) -> members.put(instance.id(), plain(instance)));
			content.put(service, members);
		}
		return content;
	}

	private static Instance plain(Instance instance) {
		return instance.toBuilder().held(false).build();
	}

	private static List<Instance> some(Random random, String source, String... services) {
		List<Instance> instances = new ArrayList<>();
		for (String service : services) {
			int size = random.nextInt(8);
			for (int i = 0; i < 8; i++) {
				if (random.nextInt(8) < size) {
					instances.add(Instance.of(service + i, service, "10.0.0." + random.nextInt(9), 8080)
						.source(source)
						.build());
				}
			}
		}
		return instances;
	}

	/** A source that answers at random, and remembers what it said. */
	private static final class Teller {

		private final ScriptedSource source;

		private final String[] services;

		/** How many successful answers in a row lacked an instance; absent: none. */
		private final Map<String, Integer> lacked = new HashMap<>();

		private final Set<String> present = new HashSet<>();

		private final Set<String> said = new HashSet<>();

		private final GuardOracle oracle = new GuardOracle(SETTINGS.maxLoss(), CONFIRMATIONS);

		private List<Instance> answer = List.of();

		private boolean failed;

		/** Whether the machine seems to have slept since the last answer. */
		private boolean slept;

		/** Whether it seemed so before the last answer. */
		private boolean believed;

		Teller(String name, String... services) {
			this.source = new ScriptedSource(name);
			this.services = services;
			next(new Random(name.hashCode()));
		}

		void next(Random random) {
			List<Instance> instances = (random.nextInt(4) == 0) ? List.of()
					: some(random, this.source.name(), this.services);
			List<Rejection> rejected = (random.nextInt(3) == 0)
					? List.of(new Rejection(this.services[0] + random.nextInt(8), this.services[0],
							RejectionReason.NOT_RUNNING, "deallocated"))
					: List.of();
			boolean fails = random.nextInt(3) == 0;
			this.source.answers((round) -> {
				this.failed = fails;
				this.believed = this.slept;
				this.slept &= fails;
				if (fails) {
					throw SourceException.builder("at random").build();
				}
				this.present.clear();
				this.said.clear();
				this.answer = instances;
				instances.forEach((instance) -> this.present.add(instance.id()));
				rejected.forEach((rejection) -> this.said.add(rejection.name()));
				Set<String> all = new HashSet<>(this.lacked.keySet());
				all.addAll(this.present);
				all.forEach((id) -> this.lacked.merge(id, 1, Integer::sum));
				this.present.forEach((id) -> this.lacked.put(id, 0));
				return SourceAnswer.of(instances, rejected);
			});
		}

	}

	/** Checks each step of a history against the step before. */
	private static final class History {

		private final RefreshFixture stage;

		private final Map<String, Teller> tellers = new HashMap<>();

		private Snapshot before = Snapshot.EMPTY;

		private final List<AssertionError> broken = new ArrayList<>();

		private int checks;

		History(RefreshFixture stage, List<Teller> tellers) {
			this.stage = stage;
			tellers.forEach((teller) -> this.tellers.put(teller.source.name(), teller));
		}

		/** Keeps what it finds: the refresher survives whatever a listener throws. */
		void check(RefreshRound round, SourceStatus status, Duration duration, int held) {
			this.checks++;
			try {
				check(round, status);
			}
			catch (AssertionError ex) {
				this.broken.add(ex);
			}
		}

		private void check(RefreshRound round, SourceStatus status) {
			Teller teller = this.tellers.get(status.name());
			Snapshot now = this.stage.catalog.current();
			SnapshotChange change = SnapshotChange.between(this.before, now);
			if (teller.failed) {
				assertThat(now).as("a failed call changes nothing").isSameAs(this.before);
			}
			change.services().forEach((service, what) -> what.left().forEach((instance) -> {
				assertThat(instance.source()).as("who leaves belonged to the source that answered")
					.isEqualTo(status.name());
				assertThat(teller.present).as("who leaves is lacking").doesNotContain(instance.id());
				boolean gone = instance.held();
				if (gone && !round.onDemand() && !teller.believed && !teller.said.contains(instance.name())) {
					assertThat(teller.lacked.get(instance.id())).as("answers without %s", instance.id())
						.isEqualTo(CONFIRMATIONS + 1);
				}
			}));
			for (String service : now.services()) {
				for (Instance instance : now.instances(service)) {
					if (instance.held() && instance.source().equals(status.name())) {
						assertThat(teller.lacked.get(instance.id())).as("the guard ends by itself")
							.isBetween(1, CONFIRMATIONS);
					}
				}
			}
			if (!teller.failed) {
				teller.oracle.answered(teller.answer, (member) -> teller.said.contains(member.id()),
						(member) -> isElsewhere(member, teller), teller.believed || round.onDemand());
			}
			assertThat(GuardOracle.membersOf(instances(now))).as("members, and those held").isEqualTo(expected());
			this.before = now;
		}

		private boolean isElsewhere(GuardOracle.Member member, Teller teller) {
			return this.tellers.values().stream().anyMatch((other) -> other != teller && other.oracle.lists(member));
		}

		/** Of all sources: what one lists is not held, whatever another holds. */
		private Map<GuardOracle.Member, Boolean> expected() {
			Map<GuardOracle.Member, Boolean> expected = new TreeMap<>();
			this.tellers.values()
				.forEach((teller) -> teller.oracle.members()
					.forEach((member, held) -> expected.merge(member, held, Boolean::logicalAnd)));
			return expected;
		}

		private static List<Instance> instances(Snapshot snapshot) {
			return snapshot.services().stream().flatMap((service) -> snapshot.instances(service).stream()).toList();
		}

	}

}
