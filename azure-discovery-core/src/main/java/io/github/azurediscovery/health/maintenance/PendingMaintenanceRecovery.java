package io.github.azurediscovery.health.maintenance;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The event of a member has disappeared; Azure does not say whether it completed or was
 * cancelled. The member receives no calls until it shows a sign of life.
 *
 * @param ended when the event was missing for the first time
 * @param event the kind of event
 * @param awaitsListing whether the member must first be listed again, by a round that
 * began later, because the event announced its permanent removal
 */
public record PendingMaintenanceRecovery(Instant ended, String event, boolean awaitsListing) {

	/** How often a member that does not accept connections is asked again. */
	public static final Duration RETRY = Duration.ofSeconds(30);

	public static PendingMaintenanceRecovery of(MaintenanceNotice notice, Instant now) {
		return new PendingMaintenanceRecovery(now, notice.type(), notice.farewell());
	}

	/** Return the next state once the member is listed. */
	public @Nullable PendingMaintenanceRecovery listed(Instant roundBegan) {
		return (this.awaitsListing && roundBegan.isAfter(this.ended))
				? new PendingMaintenanceRecovery(this.ended, this.event, false) : null;
	}

	@Override
	public String toString() {
		return this.event + " ended; waiting for the instance to "
				+ (this.awaitsListing ? "be listed again" : "accept a connection");
	}

}
