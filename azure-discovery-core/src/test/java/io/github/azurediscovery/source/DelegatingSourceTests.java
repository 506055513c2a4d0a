package io.github.azurediscovery.source;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DelegatingSourceTests {

	private final PushSource pushed = new PushSource();

	private final InstanceSource decorated = new Counted(this.pushed, new AtomicInteger());

	@ParameterizedTest
	@MethodSource
	void hasAnAnswerOfTheDelegateToAllButTheFetch(Method method) {
		assertThat(DelegatingSource.class.getDeclaredMethods()).anyMatch((own) -> own.getName().equals(method.getName())
				&& Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
	}

	static Stream<Method> hasAnAnswerOfTheDelegateToAllButTheFetch() {
		return Arrays.stream(InstanceSource.class.getMethods()).filter((method) -> !method.getName().equals("fetch"));
	}

	@Test
	void hasTheNameIntervalAndRankOfTheDelegate() {
		InstanceSource source = new Counted(new ConventionSource(), new AtomicInteger());
		assertThat(source.name()).isEqualTo("convention");
		assertThat(source.interval()).isEqualTo(Duration.ofMinutes(7));
		assertThat(source.optional()).isTrue();
		assertThat(source.givesWay("orders")).isTrue();
		assertThat(source.givesWay("stock")).isFalse();
	}

	@Test
	void passesTheSignalOn() throws Exception {
		AtomicInteger signals = new AtomicInteger();
		this.decorated.whenChanged(signals::incrementAndGet);
		this.pushed.replace(ServiceAddressDefaults.of("orders"), List.of("10.0.0.4:80"));
		assertThat(signals).hasValue(1);
		assertThat(this.decorated.fetch(new RefreshRound(1, Instant.EPOCH)).instances()).hasSize(1);
	}

	private record Counted(InstanceSource delegate, AtomicInteger fetches) implements DelegatingSource {

		@Override
		public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
			this.fetches.incrementAndGet();
			return this.delegate.fetch(round);
		}

	}

	/** A source that has something to say of each kind. */
	private static final class ConventionSource implements InstanceSource {

		@Override
		public String name() {
			return "convention";
		}

		@Override
		public Duration interval() {
			return Duration.ofMinutes(7);
		}

		@Override
		public boolean optional() {
			return true;
		}

		@Override
		public boolean givesWay(String service) {
			return service.equals("orders");
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) {
			throw new UnsupportedOperationException();
		}

	}

}
