package io.github.azurediscovery.haproxy.server;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one slot, whichever way HAProxy is told. Made of names and
 * numbers that this library or HAProxy chose, and of parsed addresses; never of text from
 * a tag.
 *
 * @param backend the backend
 * @param slot the server
 * @param added the endpoint and options of the server to add, or {@code null} if it
 * exists
 * @param moved the address it gets, or {@code null}
 * @param weight the weight it gets, or {@code null}
 * @param checkEnabled whether its health check is switched on
 * @param admin the state it gets, or {@code null}
 * @param awaitsCheck whether it gets no call before its first successful check
 * @param deleted whether it is deleted
 */
public record SlotCommand(String backend, String slot, @Nullable String added, @Nullable SlotEndpoint moved,
		@Nullable Integer weight, boolean checkEnabled, @Nullable ServerAdmin admin, boolean awaitsCheck,
		boolean deleted) {

	public String place() {
		return this.backend + "/" + this.slot;
	}

	/**
	 * Return the Runtime API's commands, as one line. The order matters: {@code ready}
	 * sets a server up, and only {@code health down} after it makes HAProxy wait for the
	 * first successful check before it sends a call; a server is stopped before its
	 * address is taken from it.
	 * @return the commands, with {@code ;} between them
	 */
	public String line() {
		List<String> commands = new ArrayList<>();
		if (this.added != null) {
			commands.add("add server " + place() + " " + this.added);
		}
		boolean stopped = this.admin == ServerAdmin.MAINT;
		if (stopped) {
			commands.add(set("state " + ServerAdmin.MAINT.command()));
		}
		if (this.moved != null) {
			commands.add(set("addr " + this.moved.address() + " port " + this.moved.port()));
		}
		if (this.weight != null) {
			commands.add(set("weight " + this.weight));
		}
		if (this.checkEnabled) {
			commands.add("enable health " + place());
		}
		if (this.admin != null && !stopped) {
			commands.add(set("state " + this.admin.command()));
		}
		if (this.awaitsCheck) {
			commands.add(set("health down"));
		}
		if (this.deleted) {
			commands.add("del server " + place());
		}
		return String.join(";", commands);
	}

	private String set(String what) {
		return "set server " + place() + " " + what;
	}

}
