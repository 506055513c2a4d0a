package io.github.azurediscovery.health.engine;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthChange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingHealthChangesTests {

	private final PendingHealthChanges untold = new PendingHealthChanges();

	@Test
	void eachChangeIsToldWhileListenersKeepUp() {
		assertThat(this.untold.add(change("1", null, "out"))).isTrue();
		assertThat(this.untold.add(change("1", "out", null))).isTrue();
		assertThat(told()).containsExactly(change("1", null, "out"), change("1", "out", null));
	}

	@Test
	void theChangesOfAnInstanceBecomeOneWhereListenersAreFarBehind() {
		int tasks = 0;
		for (int i = 0; i < 100_000; i++) {
			tasks += this.untold.add(change("1", "out " + i, "out " + (i + 1))) ? 1 : 0;
		}
		tasks += this.untold.add(change("2", null, "out")) ? 1 : 0;
		List<InstanceHealthChange> told = told();
		assertThat(told).hasSize(tasks).hasSize(1002);
		assertThat(told.get(1000)).isEqualTo(change("1", "out 1000", "out 100000"));
		assertThat(told.get(1001)).isEqualTo(change("2", null, "out"));
	}

	private List<InstanceHealthChange> told() {
		List<InstanceHealthChange> told = new ArrayList<>();
		for (InstanceHealthChange next = this.untold.next(); next != null; next = this.untold.next()) {
			told.add(next);
		}
		return told;
	}

	private static InstanceHealthChange change(String id, String from, String to) {
		return new InstanceHealthChange(HealthFixture.instance(id), health(from), health(to), Cause.OUTLIER);
	}

	private static InstanceHealth health(String outlier) {
		return new InstanceHealth(outlier == null, PlatformStatus.UNKNOWN, null, null, outlier);
	}

}
