package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.HandDriven;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DiscoverySinksTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ScriptedSink sink = new ScriptedSink("proxy");

	@Test
	void theFirstStateIsAppliedInFull() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a", "b");
		assertThat(this.sink.held()).isEqualTo(Map.of("orders", List.of("a ROUTABLE", "b ROUTABLE")));
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL);
		assertThat(fixture.status()).isEqualTo(new SinkStatus("proxy", 1, 1, true, HandDriven.START, null, Map.of()));
	}

	@Test
	void nothingIsAppliedBeforeAnythingIsKnown() {
		SinkFixture fixture = new SinkFixture(this.sink);
		fixture.sinks.start();
		fixture.pass(Duration.ofHours(1));
		assertThat(this.sink.attempts).isZero();
		assertThat(fixture.status().applied()).isZero();
	}

	@Test
	void changesThatFollowEachOtherAreAppliedTogether() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofMillis(50));
		fixture.publish("orders", "a", "b", "c");
		fixture.pass(Duration.ofMillis(49));
		assertThat(this.sink.states).hasSize(1);
		fixture.pass(Duration.ofMillis(1));
		assertThat(this.sink.states).hasSize(2);
		assertThat(this.sink.held().get("orders")).hasSize(3);
		assertThat(this.sink.lastMode()).isEqualTo(ApplyMode.CHANGES);
	}

	@Test
	void aStateThatIsLikeTheOneBeforeIsAcknowledgedWithoutACall() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		fixture.publish("orders", "a", "b");
		assertThat(fixture.status().lag()).isOne();
		fixture.publish("orders", "a");
		fixture.pass(SECOND);
		assertThat(this.sink.attempts).isOne();
		assertThat(fixture.status().lag()).isZero();
	}

	@Test
	void whileASinkIsBusyOnlyTheNewestStateWaits() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.whileApplying = () -> {
			this.sink.whileApplying = () -> {
			};
			fixture.publish("orders", "a", "b", "c");
			fixture.publish("orders", "a", "b", "c", "d");
		};
		fixture.publish("orders", "a", "b");
		fixture.pass(SECOND);
		assertThat(this.sink.states).extracting((state) -> state.services().get("orders").size())
			.containsExactly(1, 2, 4);
		assertThat(fixture.status().lag()).isZero();
	}

	@Test
	void aFailureIsTriedAgainByItselfAndLessAndLessOften() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("connection refused");
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(fixture.status().error()).isEqualTo("connection refused");
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 30, 30 }) {
			int before = this.sink.attempts;
			fixture.pass(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(this.sink.attempts).isEqualTo(before);
			fixture.pass(Duration.ofMillis(1));
			assertThat(this.sink.attempts).isEqualTo(before + 1);
		}
		this.sink.works();
		fixture.pass(Duration.ofSeconds(30));
		assertThat(fixture.status().error()).isNull();
		assertThat(fixture.status().lag()).isZero();
		assertThat(this.sink.lastMode()).isEqualTo(ApplyMode.RECONCILE);
	}

	@Test
	void theNextFailureAfterASuccessWaitsASecondAgain() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("away");
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofSeconds(20));
		this.sink.works();
		fixture.pass(Duration.ofSeconds(30));
		this.sink.fails("away");
		fixture.publish("orders", "a", "b", "c");
		fixture.pass(SinkFixture.SETTLE);
		int before = this.sink.attempts;
		fixture.pass(SECOND);
		assertThat(this.sink.attempts).isEqualTo(before + 1);
	}

	@Test
	void aChangeWhileASinkFailsWaitsForTheNextAttempt() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("away");
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofSeconds(8));
		int before = this.sink.attempts;
		fixture.publish("orders", "a", "b", "c");
		fixture.pass(SECOND);
		assertThat(this.sink.attempts).isEqualTo(before);
		this.sink.works();
		fixture.pass(Duration.ofSeconds(8));
		assertThat(this.sink.held().get("orders")).hasSize(3);
		assertThat(this.sink.attempts).isEqualTo(before + 1);
	}

	@Test
	void aChangeDuringAnAttemptThatFailsWaitsForTheNextAttemptToo() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("away");
		this.sink.whileApplying = () -> fixture.publish("orders", "a", "b", "c" + this.sink.attempts);
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofSeconds(60));
		assertThat(this.sink.attempts).as("after 0, 1, 3, 7, 15, 31 s, and the first").isEqualTo(7);
	}

	@Test
	void afterALossEverythingIsComparedAtOnce() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.lost.run();
		fixture.pass(Duration.ZERO);
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL, ApplyMode.RECONCILE);
	}

	@Test
	void everythingIsComparedFromTimeToTime() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		fixture.pass(Duration.ofMinutes(16));
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL, ApplyMode.RECONCILE, ApplyMode.RECONCILE,
				ApplyMode.RECONCILE);
	}

	@Test
	void everythingIsComparedOnDemandAlsoWhileASinkFails() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("away");
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofSeconds(20));
		this.sink.works();
		CompletableFuture<List<SinkStatus>> demand = fixture.sinks.reconcile();
		assertThat(demand).isNotDone();
		fixture.pass(Duration.ZERO);
		assertThat(this.sink.lastMode()).isEqualTo(ApplyMode.FULL);
		assertThat(demand).isCompletedWithValueMatching((statuses) -> statuses.get(0).lag() == 0);
	}

	@Test
	void aDemandIsAnsweredWhenTheSinkFails() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("away");
		CompletableFuture<List<SinkStatus>> demand = fixture.sinks.reconcile();
		fixture.pass(Duration.ZERO);
		assertThat(demand).isCompletedWithValueMatching((statuses) -> "away".equals(statuses.get(0).error()));
	}

	@Test
	void aDemandIsAnsweredAtOnceWhileStopped() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		fixture.sinks.stop();
		assertThat(fixture.sinks.reconcile()).isCompleted();
		CompletableFuture<List<SinkStatus>> demand = fixture.sinks.reconcile();
		assertThat(demand).isCompleted();
		assertThat(this.sink.attempts).isOne();
	}

	@Test
	void aSinkThatNoLongerHoldsTheStateIsComparedAndKeepsWhatAPersonChanged() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		fixture.pass(Duration.ofSeconds(10));
		assertThat(this.sink.checks).isEqualTo(5);
		assertThat(this.sink.attempts).isOne();
		this.sink.holds = false;
		fixture.pass(Duration.ofSeconds(2));
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL, ApplyMode.RECONCILE);
	}

	@Test
	void aSinkThatCannotBeReachedFailsAndIsComparedWhenItIsBack() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.checkFailure = new SinkException("no such file");
		this.sink.fails("no such file");
		fixture.pass(Duration.ofSeconds(2));
		assertThat(fixture.status().error()).isEqualTo("no such file");
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofMinutes(1));
		this.sink.checkFailure = null;
		this.sink.works();
		fixture.pass(Duration.ofSeconds(2));
		assertThat(fixture.status().error()).isNull();
		assertThat(fixture.status().lag()).isZero();
		assertThat(this.sink.lastMode()).isEqualTo(ApplyMode.RECONCILE);
	}

	@Test
	void aCheckThatSucceedsDoesNotHurryARetryOfARefusedState() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.fails("No such backend.");
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofMinutes(2));
		assertThat(this.sink.attempts).isLessThan(12);
	}

	@Test
	void aSinkThatIsAwayBeforeAnythingIsKnownIsReported() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		this.sink.checkFailure = new SinkException("no such file");
		SinkFixture fixture = new SinkFixture(this.sink);
		fixture.sinks.start();
		fixture.pass(Duration.ofSeconds(2));
		assertThat(fixture.status().error()).isEqualTo("no such file");
		this.sink.checkFailure = null;
		fixture.pass(Duration.ofSeconds(2));
		assertThat(fixture.status().error()).isNull();
	}

	@Test
	void whateverASinkThrowsIsItsFailureAlone() {
		ScriptedSink other = new ScriptedSink("other");
		SinkFixture fixture = new SinkFixture(this.sink, other);
		for (Throwable failure : List.of(new IllegalStateException("x"), new NoClassDefFoundError("x"),
				new OutOfMemoryError("x"), new AssertionError("x"), new StackOverflowError("x"))) {
			this.sink.failure = failure;
			fixture.sinks.start();
			fixture.answers("azure", "orders", "a", failure.getClass().getSimpleName());
			fixture.pass(SECOND);
			assertThat(fixture.status().error()).contains("apply threw " + failure.getClass().getName());
			assertThat(other.held().get("orders")).hasSize(2);
		}
		this.sink.works();
		fixture.pass(Duration.ofSeconds(31));
		assertThat(fixture.status().error()).isNull();
	}

	@Test
	@SuppressWarnings("NullAway")
	void aSinkThatReturnsNullIsBroken() {
		this.sink.report = null;
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		assertThat(fixture.status().error()).contains("apply threw java.lang.NullPointerException");
	}

	@Test
	void aCallThatDoesNotReturnIsReportedUntilItDoes() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.whileApplying = () -> {
			fixture.pass(GuardedSink.HANGS_AFTER);
			assertThat(fixture.status().error()).isEqualTo("apply has not returned for 30 s, the sink hangs");
		};
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.attempts).isEqualTo(2);
		assertThat(fixture.status().error()).isNull();
	}

	@Test
	void aCheckThatHungIsFollowedByAnApply() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.whileChecking = () -> {
			this.sink.whileChecking = () -> {
			};
			fixture.pass(GuardedSink.HANGS_AFTER);
			assertThat(fixture.status().error()).isEqualTo("holdsApplied has not returned for 30 s, the sink hangs");
		};
		fixture.pass(Duration.ofSeconds(2));
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL, ApplyMode.RECONCILE);
		assertThat(fixture.status().error()).isNull();
	}

	@Test
	void nothingBeginsOnceStoppedAndAStartAppliesInFull() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		fixture.sinks.stop();
		fixture.publish("orders", "a", "b");
		this.sink.lost.run();
		fixture.pass(Duration.ofHours(1));
		assertThat(this.sink.attempts).isOne();
		assertThat(this.sink.checks).isZero();
		fixture.sinks.start();
		fixture.pass(Duration.ZERO);
		assertThat(this.sink.held().get("orders")).hasSize(2);
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL, ApplyMode.FULL);
	}

	@Test
	void startedAndStoppedManyTimesItStillComparesOncePerInterval() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		for (int i = 0; i < 20; i++) {
			fixture.sinks.stop();
			fixture.sinks.start();
			fixture.pass(Duration.ZERO);
		}
		int before = this.sink.attempts;
		fixture.pass(Duration.ofMinutes(5));
		assertThat(this.sink.attempts).isEqualTo(before + 1);
	}

	@Test
	void whatAPersonShouldDoIsKept() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.report = new SinkReport(0, Map.of("orders", "enlarge the backend to 20 slots"));
		fixture.publish("orders", "a", "b");
		fixture.pass(SECOND);
		assertThat(fixture.status().notes()).containsEntry("orders", "enlarge the backend to 20 slots");
	}

	@Test
	void everyAttemptIsTimed() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.whileApplying = () -> fixture.pass(Duration.ofMillis(7));
		this.sink.fails("away");
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(fixture.attempts).containsExactly("proxy applied 0", "proxy failed 7");
	}

	@Test
	void namesAreUnique() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SinkFixture(this.sink, new ScriptedSink("proxy")))
			.withMessage("Two sinks have the name 'proxy'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.999S", "PT8784H" })
	void aReconcileIntervalOutOfBoundsIsRefused(String interval) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SinkSettings.builder().reconcileInterval(Duration.parse(interval)).build())
			.withMessage("sinks.reconcile-interval is " + interval + " but must be from 1s to 365d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-0.1S", "PT2M" })
	void aSettleOutOfBoundsIsRefused(String settle) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SinkSettings.builder().settle(Duration.parse(settle)).build())
			.withMessage("sinks.settle is " + settle + " but must be from 0 to 1m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.999S", "PT8784H" })
	void aBackoffOutOfBoundsIsRefused(String backoff) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SinkSettings.builder().maxBackoff(Duration.parse(backoff)).build())
			.withMessage("sinks.max-backoff is " + backoff + " but must be from 1s to 365d");
	}

}
