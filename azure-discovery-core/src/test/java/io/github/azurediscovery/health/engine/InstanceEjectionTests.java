package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceEjectionTests {

	@Test
	void tellsItsEndInWholeSeconds() {
		Instant now = Instant.parse("2026-11-21T10:00:00.398052092Z");
		InstanceEjection ejection = new InstanceEjection(EvidenceKind.HARD, SignOfLife.CONNECTION,
				Duration.ofSeconds(30), now.plusSeconds(30), "connection refused");
		assertThat(ejection).hasToString("ejected until 2026-11-21T10:00:30Z: connection refused");
	}

}
