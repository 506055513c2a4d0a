package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

class CatalogRefresherTests {

	private final ScriptedSource source = new ScriptedSource("first").answers("a", "b");

	private final ScriptedSource other = new ScriptedSource("second").answers("c");

	@Test
	void asksAtOnceWhenStarted() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		assertThat(stage.orders()).containsExactly("a", "b", "c");
		assertThat(this.source.asked).containsExactly(HandDriven.START);
	}

	@Test
	void nothingIsLeftOfACallThatHasEnded() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		stage.pass(Duration.ofMinutes(10));
		assertThat(stage.owner.timers()).as("the next round, and the next look whether the machine slept").isEqualTo(2);
	}

	@Test
	void asksSourcesOfTheSameIntervalInTheSameRound() {
		ScriptedSource slower = new ScriptedSource("slower").every(Duration.ofMinutes(2));
		RefreshFixture stage = new RefreshFixture(this.source, this.other, slower).start();
		stage.pass(Duration.ofMinutes(10));
		assertThat(this.source.rounds).hasSizeGreaterThan(10).isEqualTo(this.other.rounds);
		assertThat(slower.rounds).hasSizeBetween(4, 6).doesNotContainAnyElementsOf(this.source.rounds);
	}

	@Test
	void neverAsksMoreOftenThanTheIntervalAndVariesIt() {
		new RefreshFixture(this.source).start().pass(Duration.ofMinutes(30));
		List<Duration> pauses = pauses(this.source);
		assertThat(pauses).allMatch((pause) -> pause.toSeconds() >= 30 && pause.toSeconds() <= 36);
		assertThat(pauses.stream().distinct().count()).isGreaterThan(5);
	}

	@Test
	void keepsTheLastGoodSnapshotWhenTheSourceFails() {
		RefreshFixture stage = new RefreshFixture(this.source).start();
		Instant lastUpdate = stage.catalog.lastUpdate();
		this.source.fails();
		stage.pass(Duration.ofHours(5));
		assertThat(stage.orders()).containsExactly("a", "b");
		assertThat(stage.catalog.current().revision()).isEqualTo(1);
		assertThat(stage.catalog.lastUpdate()).isEqualTo(lastUpdate);
		assertThat(stage.refresher.sources().get(0).error()).isEqualTo("the list failed");
	}

	@Test
	void backsOffWhileASourceFailsAndNeverAsksSoonerThanTheInterval() {
		this.source.fails();
		new RefreshFixture(this.source).start().pass(Duration.ofHours(2));
		List<Duration> pauses = pauses(this.source);
		assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(36));
		assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(96));
		assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(156));
		assertThat(pauses.subList(4, pauses.size()))
			.allMatch((pause) -> pause.toSeconds() >= 300 && pause.toSeconds() <= 336);
	}

	@Test
	void returnsToTheIntervalOnceTheSourceAnswersAgain() {
		this.source.fails();
		RefreshFixture stage = new RefreshFixture(this.source).start();
		stage.pass(Duration.ofMinutes(10));
		this.source.answers("a");
		stage.pass(Duration.ofMinutes(6));
		this.source.asked.clear();
		stage.pass(Duration.ofMinutes(5));
		assertThat(pauses(this.source)).allMatch((pause) -> pause.toSeconds() <= 36);
	}

	@Test
	void obeysNotBeforeOfAnAnswerAndOfAFailure() {
		Instant late = HandDriven.START.plusSeconds(200);
		this.source.answers((round) -> new SourceAnswer(List.of(), List.of(), late, 1));
		this.other.answers((round) -> {
			throw SourceException.builder("throttled").notBefore(late).requests(1).build();
		});
		new RefreshFixture(this.source, this.other).start().pass(Duration.ofSeconds(260));
		assertThat(this.source.asked.get(1)).isAfterOrEqualTo(late);
		assertThat(this.other.asked.get(1)).isAfterOrEqualTo(late);
	}

	@Test
	void aSourceThatIsAskedLessOftenIsLateOnlyByWhatItFailsToAnswer() {
		ScriptedSource slow = new ScriptedSource("slow").every(Duration.ofMinutes(20)).answers("s");
		RefreshFixture stage = new RefreshFixture(this.source, slow).start();
		stage.pass(Duration.ofMinutes(18));
		assertThat(Duration.between(stage.catalog.lastUpdate(), stage.owner.instant()))
			.isEqualTo(Duration.ofMinutes(18));
		assertThat(lateBy(stage)).as("on time").isLessThan(Duration.ofMinutes(1));
		slow.fails();
		stage.pass(Duration.ofMinutes(10));
		assertThat(lateBy(stage)).as("a call overdue").isBetween(Duration.ofMinutes(8), Duration.ofMinutes(9));
		this.source.fails();
		slow.answers("s");
		stage.pass(Duration.ofMinutes(40));
		assertThat(lateBy(stage)).as("the others' own failure").isGreaterThan(Duration.ofMinutes(39));
	}

	private static Duration lateBy(RefreshFixture stage) {
		return Duration.between(stage.refresher.status().asOf(), stage.owner.instant());
	}

	@Test
	void aFailingSourceHarmsNoOther() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		this.source.fails();
		this.other.answers("c", "d");
		stage.nextRound();
		assertThat(stage.orders()).containsExactly("a", "b", "c", "d");
	}

	@Test
	void aSourceThatThrowsAnythingIsOnlyAFailure() {
		this.source.answers((round) -> {
			throw new NoClassDefFoundError("some/Type");
		});
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		assertThat(stage.orders()).containsExactly("c");
		assertThat(stage.refresher.sources().get(0).error()).contains("some/Type");
	}

	@Test
	void aSlowSourceDelaysNoOther() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other);
		stage.refresher.start();
		stage.owner.run();
		stage.network.runNext();
		stage.owner.run();
		assertThat(stage.orders()).containsExactly("a", "b");
		stage.pass(Duration.ofSeconds(40));
		assertThat(stage.orders()).containsExactly("a", "b", "c");
	}

	@Test
	void neverAsksASourceThatHasNotAnsweredYet() {
		RefreshFixture stage = new RefreshFixture(this.source);
		stage.refresher.start();
		stage.owner.pass(Duration.ofSeconds(100));
		stage.settle();
		assertThat(this.source.rounds).extracting(RefreshRound::number).containsExactly(1L);
	}

	@Test
	void abandonsACallThatNeverEnds() {
		RefreshFixture stage = new RefreshFixture(this.source);
		stage.refresher.start();
		stage.owner.pass(Duration.ofMinutes(4));
		assertThat(stage.refresher.sources().get(0).error()).contains("no answer within 3 min");
		stage.settle();
		stage.pass(Duration.ofSeconds(40));
		assertThat(stage.orders()).containsExactly("a", "b");
	}

	@Test
	void theFirstOfTwoSourcesWithTheSameInstanceWins() {
		this.other.answers("b");
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		assertThat(stage.catalog.current().instances("orders")).extracting("id", "source")
			.containsExactly(tuple("a", "first"), tuple("b", "first"));
		assertThat(stage.catalog.current().rejected()).singleElement()
			.satisfies((rejection) -> assertThat(rejection.detail()).contains("'second'", "'first'"));
	}

	@Test
	void whatAnotherSourceHasByNowIsNotMissing() {
		ScriptedSource first = new ScriptedSource("first").answers("a", "b");
		ScriptedSource second = new ScriptedSource("second").answers("a", "b");
		RefreshFixture stage = new RefreshFixture(first, second).start();
		first.answers();
		stage.nextRound();
		assertThat(stage.catalog.current().instances("orders")).extracting("id", "source")
			.containsExactly(tuple("a", "second"), tuple("b", "second"));
		assertThat(stage.refresher.status().guarded()).isZero();
	}

	@Test
	void whatAnotherServiceOrAnotherVmHasIsMissing() {
		Instance elsewhere = Instance.of("a", "payments", "a.test", 8080).build();
		ScriptedSource first = new ScriptedSource("first").answers("a");
		ScriptedSource second = new ScriptedSource("second").answers(List.of(elsewhere));
		RefreshFixture stage = new RefreshFixture(first, second, new ScriptedSource("third").answers("z")).start();
		first.answers();
		stage.nextRound();
		assertThat(stage.orders()).containsExactly("a", "z");
		assertThat(stage.refresher.status().guarded()).isEqualTo(1);
	}

	@Test
	void aServiceMovesFromOneSourceToAnother() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		this.source.answers();
		this.other.answers("a", "b", "c");
		stage.nextRound();
		stage.nextRound();
		assertThat(stage.orders()).containsExactly("a", "b", "c");
		assertThat(stage.held()).isZero();
		assertThat(stage.catalog.current().instances("orders")).extracting("source").containsOnly("second");
	}

	@Test
	void statusAddsUpWhatTheGuardsOfAllSourcesDo() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		assertThat(stage.refresher.status().nextRefresh()).isBetween(HandDriven.START.plusSeconds(30),
				HandDriven.START.plusSeconds(36));
		assertThat(stage.refresher.status().rounds()).isEqualTo(1);
		this.source.answers();
		this.other.answers();
		stage.nextRound();
		assertThat(stage.refresher.status()).extracting("held", "guarded", "confirmed").containsExactly(3, 2L, 0L);
		stage.pass(Duration.ofMinutes(2));
		assertThat(stage.refresher.status()).extracting("held", "guarded", "confirmed").containsExactly(0, 2L, 3L);
	}

	@Test
	void tellsListenersWhatBecameOfEachSource() {
		List<String> heard = new ArrayList<>();
		RefreshFixture stage = new RefreshFixture(this.source, this.other);
		this.other.fails();
		ListenerSubscription subscription = stage.refresher.subscribe((round, status, duration, held) -> heard
			.add(round.number() + " " + status.name() + " " + status.error() + " " + held));
		stage.start();
		this.source.answers();
		stage.nextRound();
		subscription.close();
		stage.pass(Duration.ofMinutes(10));
		assertThat(heard).containsExactly("1 first null 0", "1 second the list failed 0", "2 first null 2",
				"2 second the list failed 0");
	}

	@Test
	void lastUpdateIsTheOldestSuccessOfTheSourcesThatCount() {
		ScriptedSource optional = new ScriptedSource("tags").asOptional().isDenied();
		RefreshFixture stage = new RefreshFixture(this.source, this.other, optional).start();
		assertThat(stage.catalog.lastUpdate()).isEqualTo(HandDriven.START);
		this.other.fails();
		stage.nextRound();
		assertThat(stage.catalog.lastUpdate()).isEqualTo(HandDriven.START);
		this.other.answers("c");
		stage.pass(Duration.ofSeconds(90));
		assertThat(stage.catalog.lastUpdate()).isAfter(HandDriven.START.plusSeconds(30));
	}

	@Test
	void lastUpdateIsUnknownUntilEverySourceHasAnswered() {
		this.other.fails();
		assertThat(new RefreshFixture(this.source, this.other).start().catalog.lastUpdate()).isNull();
	}

	@Test
	void anAnswerThatRepeatsTheLastIsNotCheckedAgain() {
		ScriptedSource source = new ScriptedSource("first")
			.answers((round) -> SourceAnswer.of(List.of(heavy("a"), heavy("b")), List.of()));
		RefreshFixture stage = new RefreshFixture(source).start();
		Snapshot before = stage.catalog.current();
		assertThat(before.rejected()).as("their weights").hasSize(2);
		stage.nextRound();
		assertThat(source.asked).hasSize(2);
		assertThat(stage.catalog.current()).isSameAs(before);
		source.answers((round) -> SourceAnswer.of(List.of(heavy("a")), List.of()));
		stage.nextRound();
		assertThat(stage.catalog.current().rejected()).as("that of a, made anew")
			.singleElement()
			.isNotSameAs(before.rejected().get(0));
		assertThat(stage.held()).isZero();
	}

	@Test
	void anAnswerThatIsBackAfterALossEndsWhatTheGuardHolds() {
		ScriptedSource source = new ScriptedSource("first").answers("a", "b", "c");
		RefreshFixture stage = new RefreshFixture(source).start();
		source.answers("a");
		stage.nextRound();
		assertThat(stage.held()).isEqualTo(2);
		source.answers("a", "b", "c");
		stage.nextRound();
		assertThat(stage.held()).isZero();
		assertThat(stage.orders()).containsExactly("a", "b", "c");
	}

	private static Instance heavy(String id) {
		return Instance.of(id, "orders", id + ".test", 8080).metadata(Map.of("weight", "heavy")).build();
	}

	@Test
	void refusesTwoSourcesWithTheSameName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RefreshFixture(new ScriptedSource("x"), new ScriptedSource("x")))
			.withMessage("Two sources have the name 'x'");
	}

	@Test
	void firstRefreshIsCompleteWhenEverySourceHasAnswered() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		assertThat(stage.refresher.awaitFirstRefresh(Duration.ZERO)).isTrue();
	}

	@Test
	void firstRefreshIsIncompleteWhenASourceFailedThatIsNotOptional() {
		this.other.fails();
		ScriptedSource optional = new ScriptedSource("tags").asOptional().isDenied();
		assertThat(new RefreshFixture(this.source, optional).start().refresher.awaitFirstRefresh(Duration.ZERO))
			.isTrue();
		assertThat(new RefreshFixture(this.source, this.other).start().refresher.awaitFirstRefresh(Duration.ZERO))
			.isFalse();
	}

	@Test
	void whereAllSourcesAreOptionalNoneIs() throws Exception {
		ScriptedSource tags = new ScriptedSource("tags").asOptional().isDenied();
		RefreshFixture stage = new RefreshFixture(tags).start();
		assertThat(stage.refresher.awaitFirstRefresh(Duration.ZERO)).isFalse();
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> stage.refresher.discover())
			.withMessage("rights are missing");
		tags.answers("a");
		stage.pass(Duration.ofMinutes(5));
		Instant answered = stage.catalog.lastUpdate();
		tags.isDenied();
		stage.pass(Duration.ofMinutes(5));
		assertThat(stage.catalog.lastUpdate()).as("what is known gets older").isEqualTo(answered);
	}

	@Test
	void withoutSourcesTheFirstRefreshIsCompleteAtOnce() {
		RefreshFixture stage = new RefreshFixture().start();
		assertThat(stage.refresher.awaitFirstRefresh(Duration.ZERO)).isTrue();
		assertThat(stage.catalog.lastUpdate()).isNull();
	}

	@Test
	void asksASourceAtOnceWhenItHasNews() {
		RefreshFixture stage = new RefreshFixture(this.source, this.other).start();
		this.source.answers("a", "z");
		this.source.signal.run();
		stage.settle();
		assertThat(stage.orders()).containsExactly("a", "c", "z");
		assertThat(this.other.rounds).hasSize(1);
	}

	@Test
	void discoversOnceWithoutStartingAnything() throws Exception {
		RefreshFixture stage = new RefreshFixture(this.source, this.other);
		assertThat(stage.refresher.discover().instances("orders")).extracting("id").containsExactly("a", "b", "c");
		assertThat(stage.catalog.current().size()).isZero();
		assertThat(stage.owner.timers()).isZero();
	}

	@Test
	void discoveringOnceGoesOnWithoutAnOptionalSourceThatIsRefused() throws Exception {
		ScriptedSource optional = new ScriptedSource("tags").asOptional().isDenied();
		RefreshFixture stage = new RefreshFixture(optional, this.source);
		assertThat(stage.refresher.discover().instances("orders")).extracting("id").containsExactly("a", "b");
	}

	@Test
	void discoveringOnceFailsWithTheFirstSourceThatFails() {
		ScriptedSource denied = new ScriptedSource("denied").isDenied();
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> new RefreshFixture(this.source, denied).refresher.discover())
			.withMessage("rights are missing");
		ScriptedSource failing = new ScriptedSource("optional").asOptional().fails();
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> new RefreshFixture(this.source, failing).refresher.discover())
			.withMessage("the list failed");
	}

	@Test
	void neverBacksOffBelowAnIntervalThatIsLongerThanTheLongestBackoff() {
		ScriptedSource rare = new ScriptedSource("rare").every(Duration.ofMinutes(20)).fails();
		new RefreshFixture(rare).start().pass(Duration.ofHours(3));
		assertThat(pauses(rare)).hasSizeGreaterThan(3)
			.allMatch((pause) -> pause.toMinutes() >= 20 && pause.toMinutes() <= 48);
	}

	@Test
	void restoresWhatWasKnownBeforeUntilTheSourceAnswersAndChecksIt() {
		this.source.fails();
		RefreshFixture stage = new RefreshFixture(this.source, this.other);
		Instance known = Instance.of("k", "orders", "k.test", 80).source("first").build();
		Instance bad = Instance.of("bad", "orders", "not a host", 80).source("first").build();
		Instance strange = Instance.of("s", "orders", "s.test", 80).source("unknown").build();
		stage.refresher.restore(List.of(known, bad, strange));
		stage.owner.run();
		assertThat(stage.orders()).containsExactly("k");
		assertThat(stage.catalog.lastUpdate()).isNull();
		assertThat(stage.catalog.current().rejected()).extracting("name").isEqualTo(List.of("bad"));
		stage.start();
		assertThat(stage.orders()).containsExactly("c", "k");
		this.source.answers("a");
		stage.nextRound();
		assertThat(stage.orders()).containsExactly("a", "c");
		assertThat(stage.refresher.status().guarded()).isZero();
	}

	private static List<Duration> pauses(ScriptedSource source) {
		List<Duration> pauses = new ArrayList<>();
		for (int i = 1; i < source.asked.size(); i++) {
			pauses.add(Duration.between(source.asked.get(i - 1), source.asked.get(i)));
		}
		return pauses;
	}

}
