package io.github.azurediscovery.health.maintenance;

import java.time.Instant;

/**
 * What is announced for a VM.
 *
 * @param words what is announced, in words
 * @param type the kind of event, such as {@code Preempt}
 * @param farewell whether the VM is expected to go for good
 * @param outFrom from when on the VM is to stay without calls
 */
public record MaintenanceNotice(String words, String type, boolean farewell, Instant outFrom) {

	/** Return whether the VM is to stay without calls by now. */
	public boolean inForce(Instant now) {
		return !now.isBefore(this.outFrom);
	}

}
