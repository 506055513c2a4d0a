package io.github.azurediscovery.health.engine;

import java.time.Duration;

import io.github.azurediscovery.LogCapture;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Isolated
class HealthLogTests {

	@RegisterExtension
	final LogCapture log = new LogCapture(VerdictPublisher.class);

	@Test
	void oneWarningWhenTheFirstIsOutAndOneLineWhenTheLastIsBack() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3").kill("1", "2");
		fleet.refuse("2").refuse("1");
		fleet.revive("2").pass(Duration.ofSeconds(30));
		fleet.revive("1").pass(Duration.ofSeconds(30));
		assertThat(this.log.lines()).containsExactly(
				"WARN orders: 1 of 3 instances are not routable, first: orders_2 (ejected until 2026-11-21T10:00:30Z:"
						+ " connection refused)",
				"INFO orders: all 3 instances are routable again");
	}

}
