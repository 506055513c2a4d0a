package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.azurediscovery.Sneaky;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.ScheduledEventsSettings;
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
		ProbeSettings probe = new ProbeSettings(true, ProbeSettings.Type.HTTP, null, "/", null, Duration.ofSeconds(10),
				0, Duration.ofSeconds(2), 1, 2, new ProbeSettings.StatusRange(200, 299));
		HealthFixture fleet = new HealthFixture(
				new HealthSettings(OutlierSettings.DEFAULT, probe, Map.of(), 1, ScheduledEventsSettings.DEFAULT))
			.with("1", "2");
		fleet.health.observe((service, alive, duration) -> {
			throw Sneaky.thrown(failure);
		});
		fleet.health.demand("orders").note();
		fleet.run();
		fleet.pass(Duration.ofSeconds(10));
		assertThat(fleet.questions).hasSize(4);
	}

}
