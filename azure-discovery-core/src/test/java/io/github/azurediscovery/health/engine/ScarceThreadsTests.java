package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScheduledEvents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** For a moment no thread can be had: it passes, and nothing has stopped for ever. */
class ScarceThreadsTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	static Stream<Throwable> refusals() {
		return Stream.of(new OutOfMemoryError("unable to create native thread"), new RejectedExecutionException("full"),
				new IOException("as from Kotlin"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void anEjectedInstanceIsAskedAgain(Throwable refusal) {
		HealthFixture fleet = HealthFixture.of("1", "2", "3").refuse("2");
		assertThat(fleet.routable()).containsExactly("1", "3");
		fleet.shortOfThreads(refusal).pass(Duration.ofMinutes(10));
		assertThat(fleet.routable()).containsExactly("1", "3");
		fleet.threadsAgain().pass(Duration.ofMinutes(1));
		assertThat(fleet.routable()).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void anAccusationThatNoConnectionCouldDecideIsDecidedByTheNext(Throwable refusal) {
		HealthFixture fleet = HealthFixture.of("1", "2", "3").shortOfThreads(refusal);
		fleet.report("2", CallOutcome.HARD_FAILURE, "connection refused").pass(Duration.ofSeconds(1));
		assertThat(fleet.routable()).containsExactly("1", "2", "3");
		fleet.threadsAgain().refuse("2");
		assertThat(fleet.routable()).containsExactly("1", "3");
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void probesGoOnAndTheirPlacesAreFree(Throwable refusal) {
		HealthFixture fleet = new HealthFixture(HealthSettings.builder().probe(probe()).concurrency(1).build())
			.with("1", "2", "3");
		fleet.shortOfThreads(refusal).health.demand("orders").note();
		fleet.run();
		fleet.pass(INTERVAL);
		fleet.threadsAgain().pass(INTERVAL);
		assertThat(fleet.questions).extracting(HealthFixture.Question::id).contains("1", "2", "3");
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void scheduledEventsAreReadOn(Throwable refusal) {
		int[] readings = { 0 };
		HealthFixture fleet = new HealthFixture(HealthSettings.builder()
			.scheduledEvents(ScheduledEventsSettings.builder().enabled(true).interval(INTERVAL).build())
			.build(), new ScheduledEventsClient() {

				@Override
				public Optional<InstanceMetadata> self() {
					readings[0]++;
					return Optional.empty();
				}

				@Override
				public ScheduledEvents read() {
					throw new IllegalStateException("not asked for");
				}

				@Override
				public void acknowledge(String eventId) {
				}

			});
		fleet.shortOfThreads(refusal).health.start();
		fleet.run();
		fleet.pass(INTERVAL);
		assertThat(readings[0]).isZero();
		fleet.threadsAgain().pass(INTERVAL);
		assertThat(readings[0]).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void scheduledEventsAreReadOnAfterAReadingThatBroke(Throwable failure) {
		int[] readings = { 0 };
		HealthFixture fleet = new HealthFixture(HealthSettings.builder()
			.scheduledEvents(ScheduledEventsSettings.builder().enabled(true).interval(INTERVAL).build())
			.build(), new ScheduledEventsClient() {

				@Override
				public Optional<InstanceMetadata> self() {
					readings[0]++;
					throw io.github.azurediscovery.Sneaky.thrown(failure);
				}

				@Override
				public ScheduledEvents read() {
					throw new IllegalStateException("not asked for");
				}

				@Override
				public void acknowledge(String eventId) {
				}

			});
		fleet.health.start();
		fleet.run();
		fleet.pass(INTERVAL.multipliedBy(2));
		assertThat(readings[0]).isEqualTo(3);
	}

	private static ProbeSettings probe() {
		return ProbeSettings.builder().enabled(true).path("/").interval(INTERVAL).jitter(0).build();
	}

}
