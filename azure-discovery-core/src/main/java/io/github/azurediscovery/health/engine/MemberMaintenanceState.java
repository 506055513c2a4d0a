package io.github.azurediscovery.health.engine;

import io.github.azurediscovery.health.maintenance.MaintenanceNotice;
import io.github.azurediscovery.health.maintenance.PendingMaintenanceRecovery;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance of one member: announced for later, in force now, or over and not yet
 * recovered from. Under the engine's lock only.
 */
final class MemberMaintenanceState {

	private @Nullable MaintenanceNotice announced;

	private @Nullable MaintenanceNotice inForce;

	private @Nullable PendingMaintenanceRecovery recovery;

	/** Return what is announced for later. */
	@Nullable MaintenanceNotice announced() {
		return this.announced;
	}

	void announced(@Nullable MaintenanceNotice notice) {
		this.announced = notice;
	}

	/** Return what keeps the member out of rotation now. */
	@Nullable MaintenanceNotice inForce() {
		return this.inForce;
	}

	void inForce(@Nullable MaintenanceNotice notice) {
		this.inForce = notice;
	}

	/** Return what is left of an event that is over. */
	@Nullable PendingMaintenanceRecovery recovery() {
		return this.recovery;
	}

	void recovery(@Nullable PendingMaintenanceRecovery recovery) {
		this.recovery = recovery;
	}

	/** Return the announcement in words, or {@code null} without one. */
	@Nullable String announcedText() {
		return (this.announced != null) ? this.announced.words() : null;
	}

	/** Return why the member is out of rotation, or {@code null} if it is not. */
	@Nullable String outageText() {
		if (this.inForce != null) {
			return this.inForce.words();
		}
		return (this.recovery != null) ? this.recovery.toString() : null;
	}

}
