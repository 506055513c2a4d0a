package io.github.azurediscovery.haproxy.slot;

import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.haproxy.server.SlotEndpoint;
import io.github.azurediscovery.haproxy.wanted.WantedServer;
import org.jspecify.annotations.Nullable;

/** Collects what is to be done with one server. */
final class ServerCommands {

	private final String backend;

	private final String slot;

	private @Nullable String added;

	private @Nullable SlotEndpoint moved;

	private @Nullable Integer weight;

	private boolean checkEnabled;

	private @Nullable ServerAdmin admin;

	private boolean awaitsCheck;

	private boolean deleted;

	ServerCommands(String backend, String slot) {
		this.backend = backend;
		this.slot = slot;
	}

	ServerCommands add(WantedServer server, String options) {
		this.added = (server.endpoint() + " " + options).strip();
		return this;
	}

	ServerCommands enableCheck() {
		this.checkEnabled = true;
		return this;
	}

	ServerCommands move(String address, int port) {
		this.moved = new SlotEndpoint(address, port);
		return this;
	}

	ServerCommands weigh(int absolute) {
		this.weight = absolute;
		return this;
	}

	ServerCommands letIn(boolean checked) {
		this.admin = ServerAdmin.READY;
		this.awaitsCheck = checked;
		return this;
	}

	ServerCommands drain() {
		this.admin = ServerAdmin.DRAIN;
		return this;
	}

	ServerCommands stop() {
		this.admin = ServerAdmin.MAINT;
		return this;
	}

	ServerCommands free() {
		this.moved = SlotEndpoint.FREE;
		return this;
	}

	ServerCommands delete() {
		this.deleted = true;
		return this;
	}

	boolean isEmpty() {
		return build().line().isEmpty();
	}

	SlotCommand build() {
		return new SlotCommand(this.backend, this.slot, this.added, this.moved, this.weight, this.checkEnabled,
				this.admin, this.awaitsCheck, this.deleted);
	}

}
