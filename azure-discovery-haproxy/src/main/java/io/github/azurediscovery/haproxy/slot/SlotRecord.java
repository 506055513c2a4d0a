package io.github.azurediscovery.haproxy.slot;

import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.wanted.WantedServer;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a slot that HAProxy does not show.
 *
 * @param server the server that was applied last
 * @param admin the state that was applied and read back, or {@code null} while a command
 * is under way, and after a reload until the slot has been compared
 * @param overridden whether an operator chose another state since
 * @param weight the weight that HAProxy showed last, which may be an operator's
 */
record SlotRecord(WantedServer server, @Nullable ServerAdmin admin, boolean overridden, int weight) {

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

	/**
	 * Return whether an operator decides about the weight.
	 * @param shown the weight that HAProxy shows
	 * @param wanted the weight that it shall have
	 * @return whether to leave it as it is
	 */
	boolean leavesWeight(int shown, int wanted) {
		return this.server.weight() == wanted && (this.admin != null || this.weight == shown);
	}

	/** HAProxy shows this now: what differs from what was applied is an operator's. */
	SlotRecord seen(ServerRow row) {
		return (this.admin == null) ? this
				: new SlotRecord(this.server, this.admin, leaves(row.admin(), this.server.admin()), row.weight());
	}

	/** What HAProxy shows next may differ, and no operator may have done that. */
	SlotRecord uncertain() {
		return new SlotRecord(this.server, null, this.overridden, this.weight);
	}

}
