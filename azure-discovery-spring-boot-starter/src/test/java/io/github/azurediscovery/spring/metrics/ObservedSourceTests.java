package io.github.azurediscovery.spring.metrics;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException.Reason;
import io.github.azurediscovery.source.SourceException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Refreshes as observations: timers and spans. */
class ObservedSourceTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	@BeforeEach
	void handle() {
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
	}

	@Test
	void anAnswerIsASuccess() throws Exception {
		Observed source = new Observed(null);
		assertThat(new ObservedSource(source, this.registry).fetch(ROUND).instances()).isEmpty();
		assertThat(source.current).isNotNull();
		assertThat(count("success", "none", "none")).isOne();
	}

	@Test
	void newsOfTheSourceGoesThrough() {
		PushSource source = new PushSource();
		AtomicInteger signals = new AtomicInteger();
		new ObservedSource(source, this.registry).whenChanged(signals::incrementAndGet);
		source.replace(ServiceAddressDefaults.of("orders"), List.of("10.0.0.4:80"));
		assertThat(signals).hasValue(1);
	}

	@Test
	void aRefusalIsDenied() {
		fails(SourceException.builder("403").reason(Reason.FORBIDDEN).requests(1).build());
		assertThat(count("denied", "forbidden", "SourceException")).isOne();
	}

	@Test
	void anythingElseIsAFailure() {
		fails(SourceException.builder("500").requests(1).build());
		fails(new IllegalStateException("a source of the user's"));
		assertThat(count("failure", "failed", "SourceException")).isOne();
		assertThat(count("failure", "failed", "IllegalStateException")).isOne();
	}

	@Test
	void theReasonSaysWhatToLookFor() {
		fails(SourceException.builder("429").notBefore(Instant.EPOCH).requests(1).build());
		fails(SourceException.builder("no route").cause(new ConnectException("refused")).requests(1).build());
		fails(SourceException.builder("slow").cause(new HttpTimeoutException("slow")).requests(1).build());
		fails(SourceException.builder("no JSON").reason(Reason.INVALID).requests(1).build());
		fails(new UncheckedIOException(new UnknownHostException("orders.example")));
		assertThat(count("failure", "throttled", "SourceException")).isOne();
		assertThat(count("failure", "unreachable", "SourceException")).isOne();
		assertThat(count("failure", "timeout", "SourceException")).isOne();
		assertThat(count("failure", "invalid", "SourceException")).isOne();
		assertThat(count("failure", "unreachable", "UncheckedIOException")).isOne();
	}

	@Test
	void aCallAbandonedAtStopIsNoError() {
		fails(new InterruptedException());
		assertThat(count("abandoned", "none", "none")).isOne();
	}

	@Test
	void everythingElseIsDelegatedToTheSource() {
		ObservedSource observed = new ObservedSource(new Observed(null), this.registry);
		assertThat(observed.name()).isEqualTo("mine");
		assertThat(observed.interval()).isEqualTo(Duration.ofSeconds(7));
		assertThat(observed.optional()).isTrue();
		assertThat(observed.givesWay("orders")).isTrue();
	}

	private void fails(Exception failure) {
		assertThatExceptionOfType(failure.getClass())
			.isThrownBy(() -> new ObservedSource(new Observed(failure), this.registry).fetch(ROUND));
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	private long count(String outcome, String reason, String error) {
		return this.meters.get("azure.discovery.refresh")
			.tag("source", "mine")
			.tag("outcome", outcome)
			.tag("reason", reason)
			.tag("error", error)
			.timer()
			.count();
	}

	private final class Observed implements InstanceSource {

		private final @Nullable Exception failure;

		private @Nullable Observation current;

		Observed(@Nullable Exception failure) {
			this.failure = failure;
		}

		@Override
		public String name() {
			return "mine";
		}

		@Override
		public Duration interval() {
			return Duration.ofSeconds(7);
		}

		@Override
		public boolean optional() {
			return true;
		}

		@Override
		public boolean givesWay(String service) {
			return true;
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
			this.current = ObservedSourceTests.this.registry.getCurrentObservation();
			if (this.failure instanceof SourceException ex) {
				throw ex;
			}
			if (this.failure instanceof InterruptedException ex) {
				throw ex;
			}
			if (this.failure instanceof RuntimeException ex) {
				throw ex;
			}
			return SourceAnswer.of(List.of(), List.of());
		}

	}

}
