package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.Sneaky;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.ProbeSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Listeners of others throw what they like, and harm nothing but themselves. */
class ForeignCodeTests {

	private final List<String> told = new ArrayList<>();

	static Stream<Throwable> failures() {
		return Stream.of(new IOException("as from Kotlin"), new NoClassDefFoundError("com/example/Gone"),
				new AssertionError("wrong"), new StackOverflowError(), new OutOfMemoryError("Java heap space"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aHealthListenerThatThrowsHarmsNoOther(Throwable failure) {
		HealthFixture fleet = HealthFixture.of("1", "2", "3");
		fleet.health.subscribe((change) -> {
			throw Sneaky.thrown(failure);
		});
		fleet.health.subscribe((change) -> this.told.add(change.instance().id()));
		fleet.refuse("2");
		assertThat(this.told).containsExactly("2");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aProbeListenerThatThrowsKeepsNoProbeFromBeingSent(Throwable failure) {
		ProbeSettings probe = ProbeSettings.builder().enabled(true).path("/").jitter(0).build();
		HealthFixture fleet = new HealthFixture(HealthSettings.builder().probe(probe).concurrency(1).build()).with("1",
				"2");
		fleet.health.observe((service, alive, duration) -> {
			throw Sneaky.thrown(failure);
		});
		fleet.health.demand("orders").note();
		fleet.run();
		fleet.pass(Duration.ofSeconds(10));
		assertThat(fleet.questions).hasSize(4);
	}

}
