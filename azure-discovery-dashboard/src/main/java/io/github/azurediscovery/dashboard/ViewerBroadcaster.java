package io.github.azurediscovery.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.sink.SinkStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.context.SmartLifecycle;

/**
 * Sends changes to all viewers of the dashboard, a few times a second at most. Subscribes
 * to discovery with the first viewer and unsubscribes with the last, so that the
 * dashboard costs nothing while it is not open. All state is confined to the executor's
 * one thread.
 * <p>
 * Stops before the graceful shutdown of the web server, which waits for open requests.
 */
final class ViewerBroadcaster implements SmartLifecycle, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ViewerBroadcaster.class);

	private static final Duration FLUSH_DELAY = Duration.ofMillis(250);

	private static final Duration COUNT_INTERVAL = Duration.ofSeconds(1);

	private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);

	/** How long connections may take to end by themselves on shutdown. */
	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(500);

	private static final int HEARTBEAT_SECONDS = 15;

	/** For how many seconds a viewer may not read pending messages. */
	private static final int MAX_STALLED_SECONDS = 10;

	private final AzureDiscovery discovery;

	private final PickRates picks;

	private final DashboardMessageWriter writer;

	private final ScheduledExecutorService executor;

	private final AtomicBoolean flushRequested = new AtomicBoolean();

	private final int maximum;

	private final Set<DashboardViewer> admitted = new HashSet<>();

	private final Set<DashboardViewer> viewers = new LinkedHashSet<>();

	private final CatchUpMessages catchUp = new CatchUpMessages();

	private final List<ListenerSubscription> subscriptions = new ArrayList<>();

	private @Nullable ScheduledFuture<?> counting;

	private List<SinkStatus> sinks = List.of();

	private int quietSeconds;

	private boolean failing;

	private volatile boolean running;

	ViewerBroadcaster(AzureDiscovery discovery, PickRates picks, DashboardMessageWriter writer, int maximum,
			ScheduledExecutorService executor) {
		this.discovery = discovery;
		this.picks = picks;
		this.writer = writer;
		this.maximum = maximum;
		this.executor = executor;
	}

	/**
	 * Add a viewer, which receives the complete state first and then the changes. A
	 * viewer that falls behind or does not read is disconnected; it can reconnect to
	 * receive the complete state again.
	 * @return the viewer, to be removed with {@link #leave}; {@code null} if there are
	 * too many
	 */
	@Nullable DashboardViewer join() {
		DashboardViewer viewer = new DashboardViewer();
		synchronized (this.admitted) {
			if (this.admitted.size() >= this.maximum) {
				return null;
			}
			this.admitted.add(viewer);
		}
		this.executor.execute(() -> runSafely(() -> addOrEnd(viewer)));
		return viewer;
	}

	/**
	 * Remove a viewer after its connection has ended.
	 * @param viewer the viewer
	 */
	void leave(DashboardViewer viewer) {
		synchronized (this.admitted) {
			this.admitted.remove(viewer);
		}
		this.executor.execute(() -> remove(viewer));
	}

	private void addOrEnd(DashboardViewer viewer) {
		try {
			add(viewer);
		}
		catch (RuntimeException ex) {
			viewer.end();
			this.viewers.remove(viewer);
			if (this.viewers.isEmpty()) {
				stopWatching();
			}
			throw ex;
		}
	}

	private void add(DashboardViewer viewer) {
		if (!this.running || !admitted().contains(viewer)) {
			viewer.end();
			return;
		}
		if (this.viewers.isEmpty()) {
			startWatching();
		}
		flush();
		this.viewers.add(viewer);
		List<byte[]> messages = this.catchUp.messages();
		messages.forEach((message) -> send(viewer, message));
		if (messages.isEmpty()) {
			this.catchUp.begin(event("state\nretry:" + RECONNECT_DELAY.toMillis(), this.writer.completeState()));
			this.catchUp.messages().forEach((message) -> send(viewer, message));
		}
		else {
			send(viewer, event("update", this.writer.heartbeat()));
		}
	}

	private Set<DashboardViewer> admitted() {
		synchronized (this.admitted) {
			return Set.copyOf(this.admitted);
		}
	}

	private void remove(DashboardViewer viewer) {
		if (this.viewers.remove(viewer) && this.viewers.isEmpty()) {
			stopWatching();
		}
	}

	private void startWatching() {
		this.subscriptions.add(this.discovery.catalog().subscribe((change) -> requestFlush()));
		this.subscriptions.add(this.discovery.health().subscribe((change) -> requestFlush()));
		this.subscriptions.add(this.discovery.subscribe((round, status, duration, held) -> requestFlush()));
		this.picks.begin();
		this.counting = this.executor.scheduleAtFixedRate(() -> runSafely(this::count), COUNT_INTERVAL.toMillis(),
				COUNT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void stopWatching() {
		this.subscriptions.forEach(ListenerSubscription::close);
		this.subscriptions.clear();
		this.picks.end();
		this.catchUp.clear();
		if (this.counting != null) {
			this.counting.cancel(false);
		}
	}

	private void requestFlush() {
		if (this.flushRequested.compareAndSet(false, true)) {
			ScheduledFuture<?> unused = this.executor.schedule(() -> runSafely(this::flush), FLUSH_DELAY.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
			this.failing = false;
		}
		catch (RuntimeException ex) {
			logger.atLevel(this.failing ? Level.DEBUG : Level.WARN)
				.setCause(ex)
				.log("Failed to send changes to the viewers of the dashboard");
			this.failing = true;
		}
	}

	private void flush() {
		this.flushRequested.set(false);
		broadcast(this.writer.changes());
	}

	private void count() {
		List.copyOf(this.viewers)
			.stream()
			.filter((viewer) -> viewer.checkStalled() >= MAX_STALLED_SECONDS)
			.forEach(this::disconnect);
		watchSinks();
		broadcast(this.writer.picks(this.picks.take(COUNT_INTERVAL)));
		if (++this.quietSeconds >= HEARTBEAT_SECONDS) {
			broadcast(this.writer.heartbeat());
		}
	}

	/** A sink has no events of its own. */
	private void watchSinks() {
		List<SinkStatus> before = this.sinks;
		this.sinks = this.discovery.sinks();
		if (!this.sinks.equals(before)) {
			flush();
		}
	}

	private void broadcast(@Nullable String data) {
		if (data != null && !this.viewers.isEmpty()) {
			this.quietSeconds = 0;
			byte[] update = event("update", data);
			this.catchUp.add(update);
			List.copyOf(this.viewers).forEach((viewer) -> send(viewer, update));
		}
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

	private static byte[] event(String name, String data) {
		return ("event:" + name + "\ndata:" + data + "\n\n").getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.executor.execute(() -> List.copyOf(this.viewers).forEach((viewer) -> {
			viewer.end();
			remove(viewer);
		}));
		Set<DashboardViewer> remaining = admitted();
		if (!remaining.isEmpty()) {
			ScheduledFuture<?> unused = this.executor.schedule(() -> remaining.forEach(DashboardViewer::disconnect),
					SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
