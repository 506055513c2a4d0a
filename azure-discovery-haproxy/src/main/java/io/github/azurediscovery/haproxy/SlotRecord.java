package io.github.azurediscovery.haproxy;

import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a slot that HAProxy does not show.
 *
 * @param server the server that was applied last
 * @param admin the state that was applied and read back, or {@code null} while a command
 * is under way
 * @param overridden whether an operator chose another state since
 */
record SlotRecord(WantedServer server, @Nullable ServerAdmin admin, boolean overridden) {

	/**
	 * Return whether an operator decides about the state.
	 * @param shown the state that HAProxy shows
	 * @param wanted the state that it shall have
	 * @return whether to leave it as it is
	 */
	boolean leaves(ServerAdmin shown, ServerAdmin wanted) {
		if (shown == wanted) {
			return this.overridden && shown != ServerAdmin.READY;
		}
		return this.overridden || (this.admin != null && this.admin != shown);
	}

	SlotRecord uncertain() {
		return new SlotRecord(this.server, null, this.overridden);
	}

}
