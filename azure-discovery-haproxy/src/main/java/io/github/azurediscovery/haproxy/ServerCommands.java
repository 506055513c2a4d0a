package io.github.azurediscovery.haproxy;

import java.util.ArrayList;
import java.util.List;

/**
 * The Runtime API's commands for one server. The order matters: {@code ready} sets a
 * server up, and only {@code health down} after it makes HAProxy wait for the first
 * successful check before it sends a call.
 */
final class ServerCommands {

	private final String backend;

	private final String slot;

	private final List<String> commands = new ArrayList<>();

	ServerCommands(String backend, String slot) {
		this.backend = backend;
		this.slot = slot;
	}

	ServerCommands add(WantedServer server, String options) {
		this.commands.add(("add server " + place() + " " + server.endpoint() + " " + options).strip());
		return this;
	}

	ServerCommands enableCheck() {
		this.commands.add("enable health " + place());
		return this;
	}

	ServerCommands move(String address, int port) {
		return set("addr " + address + " port " + port);
	}

	ServerCommands weigh(int weight) {
		return set("weight " + weight);
	}

	ServerCommands letIn(boolean checked) {
		set("state ready");
		return checked ? set("health down") : this;
	}

	ServerCommands drain() {
		return set("state drain");
	}

	ServerCommands stop() {
		return set("state maint");
	}

	ServerCommands free() {
		return move(ServerRow.FREE_ADDRESS, ServerRow.FREE_PORT);
	}

	ServerCommands delete() {
		this.commands.add("del server " + place());
		return this;
	}

	private ServerCommands set(String what) {
		this.commands.add("set server " + place() + " " + what);
		return this;
	}

	private String place() {
		return this.backend + "/" + this.slot;
	}

	boolean isEmpty() {
		return this.commands.isEmpty();
	}

	SlotCommand build() {
		return new SlotCommand(this.backend, this.slot, String.join(";", this.commands));
	}

}
