package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.ScheduledEventsSettings;

/**
 * Three members of the scale set {@code web}, of which this VM is the first, and what is
 * announced to them. Acknowledges events.
 */
final class MaintenanceFixture {

	static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration LEAD = Duration.ofMinutes(5);

	final AnnouncementBoard board = new AnnouncementBoard();

	final HealthFixture fleet = new HealthFixture(settings(true), this.board);

	MaintenanceFixture() {
		this.fleet.with(member("1", "web", "shop"), member("2", "web", "shop"), member("3", "web", "shop"));
		this.fleet.health.start();
		this.fleet.run();
	}

	/** Members, none yet, that acknowledge nothing. */
	static HealthFixture silent(AnnouncementBoard board) {
		return new HealthFixture(settings(false), board);
	}

	private static HealthSettings settings(boolean acknowledge) {
		return HealthSettings.builder()
			.scheduledEvents(ScheduledEventsSettings.builder()
				.enabled(true)
				.interval(INTERVAL)
				.leadTime(LEAD)
				.acknowledge(acknowledge)
				.build())
			.build();
	}

	static Instance member(String id, String scaleSet, String resourceGroup) {
		return HealthFixture.instance(id)
			.toBuilder()
			.name(scaleSet + "_" + id)
			.scaleSet(scaleSet)
			.resourceGroup(resourceGroup)
			.build();
	}

	/** Nothing is announced any more. */
	void over() {
		this.board.announce();
		this.fleet.pass(INTERVAL);
	}

	/** How long it takes from now on until an instance is out. */
	Duration untilOut(Instant notBefore) {
		return Duration.between(this.fleet.owner.instant(), notBefore.minus(LEAD));
	}

}
