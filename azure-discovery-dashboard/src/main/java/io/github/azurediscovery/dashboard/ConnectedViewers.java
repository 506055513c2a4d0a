package io.github.azurediscovery.dashboard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The viewers that receive changes, and what a new one has to receive first. A viewer
 * that falls behind or does not read is disconnected. Not thread-safe.
 */
final class ConnectedViewers {

	/** For how many checks a viewer may not read pending messages. */
	private static final int MAX_STALLED_CHECKS = 10;

	private final Set<DashboardViewer> viewers = new LinkedHashSet<>();

	private final CatchUpMessages catchUp = new CatchUpMessages();

	private final DashboardMessageWriter writer;

	private final Runnable whenEmpty;

	/**
	 * Create an empty set.
	 * @param writer writes what a new viewer receives
	 * @param whenEmpty run after the last viewer has gone
	 */
	ConnectedViewers(DashboardMessageWriter writer, Runnable whenEmpty) {
		this.writer = writer;
		this.whenEmpty = whenEmpty;
	}

	boolean isEmpty() {
		return this.viewers.isEmpty();
	}

	/**
	 * Add a viewer and send it the complete state.
	 * @param viewer the viewer
	 */
	void add(DashboardViewer viewer) {
		this.viewers.add(viewer);
		List<byte[]> messages = this.catchUp.messages();
		messages.forEach((message) -> send(viewer, message));
		if (messages.isEmpty()) {
			this.catchUp.begin(EventStreamMessage.state(this.writer.completeState()));
			this.catchUp.messages().forEach((message) -> send(viewer, message));
		}
		else {
			send(viewer, EventStreamMessage.update(this.writer.heartbeat()));
		}
	}

	void remove(DashboardViewer viewer) {
		if (this.viewers.remove(viewer) && this.viewers.isEmpty()) {
			clear();
		}
	}

	/** End the connection of a viewer that could not be added. */
	void reject(DashboardViewer viewer) {
		viewer.end();
		this.viewers.remove(viewer);
		if (this.viewers.isEmpty()) {
			clear();
		}
	}

	private void clear() {
		this.catchUp.clear();
		this.whenEmpty.run();
	}

	/** Send changes to all viewers. */
	void broadcast(String data) {
		byte[] update = EventStreamMessage.update(data);
		this.catchUp.add(update);
		List.copyOf(this.viewers).forEach((viewer) -> send(viewer, update));
	}

	/** Disconnect those that do not read. Called at regular intervals. */
	void checkStalled() {
		List.copyOf(this.viewers)
			.stream()
			.filter((viewer) -> viewer.checkStalled() >= MAX_STALLED_CHECKS)
			.forEach(this::disconnect);
	}

	/** End all connections after their pending messages. */
	void end() {
		List.copyOf(this.viewers).forEach((viewer) -> {
			viewer.end();
			remove(viewer);
		});
	}

	private void send(DashboardViewer viewer, byte[] message) {
		if (!viewer.send(message)) {
			disconnect(viewer);
		}
	}

	private void disconnect(DashboardViewer viewer) {
		viewer.disconnect();
		remove(viewer);
	}

}
