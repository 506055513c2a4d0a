package io.github.azurediscovery.dashboard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The viewers that receive changes, and what a new one has to receive first. A viewer
 * that falls behind or does not read is disconnected. Not thread-safe.
 */
final class ConnectedViewers {

	private static final Logger logger = LoggerFactory.getLogger(ConnectedViewers.class);

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
		attempt(viewer::end);
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
			attempt(viewer::end);
			remove(viewer);
		});
	}

	private void send(DashboardViewer viewer, byte[] message) {
		boolean sent = false;
		try {
			sent = viewer.send(message);
		}
		catch (Throwable ex) {
			broken(ex);
		}
		if (!sent) {
			disconnect(viewer);
		}
	}

	private void disconnect(DashboardViewer viewer) {
		attempt(viewer::disconnect);
		remove(viewer);
	}

	private static void attempt(Runnable ending) {
		try {
			ending.run();
		}
		catch (Throwable ex) {
			broken(ex);
		}
	}

	/** What one connection throws does not affect the other viewers. */
	private static void broken(Throwable failure) {
		logger.warn("The connection of a viewer of the dashboard is broken and ends", failure);
	}

}
