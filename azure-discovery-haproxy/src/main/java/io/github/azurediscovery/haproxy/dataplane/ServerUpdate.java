package io.github.azurediscovery.haproxy.dataplane;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.SlotCommand;

/**
 * The updates by which the Dataplane API does to a server what a {@link SlotCommand}
 * says. One update sets health, state, weight and address in this order, which is not
 * that of a join: so a newcomer first drains while it gets its address, and is then set
 * down and let in, which it stays until its first successful check. It gets no call in
 * between.
 */
final class ServerUpdate {

	private ServerUpdate() {
	}

	/**
	 * Return the updates for a command.
	 * @param command the command
	 * @param misread whether the server drains although the Dataplane API shows
	 * maintenance, and so would not put it there
	 * @return the bodies, in their order
	 */
	static List<ObjectNode> of(SlotCommand command, boolean misread) {
		List<ObjectNode> updates = new ArrayList<>();
		ServerAdmin admin = command.admin();
		ObjectNode last = JsonNodeFactory.instance.objectNode();
		if (admin == ServerAdmin.READY && (command.moved() != null || command.awaitsCheck())) {
			updates.add(settings(command).put("admin_state", ServerAdmin.DRAIN.command()));
		}
		else {
			if (admin == ServerAdmin.MAINT && misread) {
				updates.add(admin(ServerAdmin.READY).put("operational_state", "down"));
			}
			last = settings(command);
		}
		if (admin != null) {
			last.put("admin_state", admin.command());
		}
		if (command.awaitsCheck()) {
			last.put("operational_state", "down");
		}
		updates.add(last);
		return updates;
	}

	private static ObjectNode settings(SlotCommand command) {
		ObjectNode update = JsonNodeFactory.instance.objectNode();
		if (command.moved() != null) {
			update.put("address", command.moved().address()).put("port", command.moved().port());
		}
		if (command.weight() != null) {
			update.put("weight", command.weight());
		}
		return update;
	}

	private static ObjectNode admin(ServerAdmin admin) {
		return JsonNodeFactory.instance.objectNode().put("admin_state", admin.command());
	}

}
