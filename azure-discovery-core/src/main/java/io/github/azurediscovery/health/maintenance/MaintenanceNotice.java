package io.github.azurediscovery.health.maintenance;

import java.time.Instant;

/**
 * Maintenance that is announced for a VM.
 *
 * @param words what is announced, in words
 * @param type the kind of event, such as {@code Preempt}
 * @param farewell whether the VM will be removed permanently
 * @param outFrom when the VM leaves rotation
 */
public record MaintenanceNotice(String words, String type, boolean farewell, Instant outFrom) {

	/** Return whether the VM is out of rotation at a time. */
	public boolean inForce(Instant now) {
		return !now.isBefore(this.outFrom);
	}

}
