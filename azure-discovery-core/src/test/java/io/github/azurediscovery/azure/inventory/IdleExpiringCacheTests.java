package io.github.azurediscovery.azure.inventory;

import java.time.Duration;

import io.github.azurediscovery.HandDriven;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdleExpiringCacheTests {

	private final HandDriven time = new HandDriven();

	private final IdleExpiringCache<String, Object> kept = new IdleExpiringCache<>(this.time, (key) -> new Object());

	@Test
	void usedEntriesStay() {
		Object first = this.kept.get("a");
		for (int i = 0; i < 10; i++) {
			this.time.pass(Duration.ofMinutes(50));
			assertThat(this.kept.get("a")).isSameAs(first);
		}
	}

	@Test
	void unusedEntriesExpire() {
		for (int i = 0; i < 1000; i++) {
			this.kept.get("set " + i);
			this.kept.get("a");
			this.time.pass(Duration.ofMinutes(5));
		}
		assertThat(this.kept.size()).isLessThan(20);
	}

}
