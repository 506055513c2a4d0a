package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.AzureDiscovery;
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

	/** How long connections may take to end by themselves on shutdown. */
	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(500);

	private static final int HEARTBEAT_SECONDS = 15;

	private final DiscoveryWatch discovery;

	private final PickRates picks;

	private final DashboardMessageWriter writer;

	private final ScheduledExecutorService executor;

	private final AtomicBoolean flushRequested = new AtomicBoolean();

	private final AdmittedViewers admitted;

	private final ConnectedViewers viewers;

	private @Nullable ScheduledFuture<?> counting;

	private int quietSeconds;

	private volatile boolean failing;

	private volatile boolean refused;

	private volatile boolean running;

	ViewerBroadcaster(AzureDiscovery discovery, PickRates picks, DashboardMessageWriter writer, int maximum,
			ScheduledExecutorService executor) {
		this.discovery = new DiscoveryWatch(discovery);
		this.picks = picks;
		this.writer = writer;
		this.admitted = new AdmittedViewers(maximum);
		this.viewers = new ConnectedViewers(writer, this::stopWatching);
		this.executor = executor;
	}

	/**
	 * Add a viewer, which receives the complete state first and then the changes. A
	 * viewer that falls behind or does not read is disconnected; it can reconnect to
	 * receive the complete state again.
	 * @return the viewer, to be removed with {@link #leave}; {@code null} if there are
	 * too many, or if no thread can be had
	 */
	@Nullable DashboardViewer join() {
		DashboardViewer viewer = this.admitted.admit();
		if (viewer == null || submit(() -> addOrReject(viewer))) {
			return viewer;
		}
		this.admitted.release(viewer);
		return null;
	}

	/**
	 * Remove a viewer after its connection has ended. Where no thread can be had, its
	 * place is free at once, and the viewer goes with the next message.
	 * @param viewer the viewer
	 */
	void leave(DashboardViewer viewer) {
		this.admitted.release(viewer);
		submit(() -> this.viewers.remove(viewer));
	}

	private void addOrReject(DashboardViewer viewer) {
		try {
			add(viewer);
		}
		catch (Throwable ex) {
			this.viewers.reject(viewer);
			throw ex;
		}
	}

	private void add(DashboardViewer viewer) {
		if (!this.running || !this.admitted.contains(viewer)) {
			viewer.end();
			return;
		}
		if (this.viewers.isEmpty()) {
			startWatching();
		}
		flush();
		this.viewers.add(viewer);
	}

	private void startWatching() {
		this.discovery.begin(this::requestFlush);
		this.picks.begin();
		this.counting = this.executor.scheduleAtFixedRate(() -> runSafely(this::count), COUNT_INTERVAL.toMillis(),
				COUNT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void stopWatching() {
		this.discovery.end();
		this.picks.end();
		if (this.counting != null) {
			this.counting.cancel(false);
		}
	}

	private void requestFlush() {
		if (this.flushRequested.compareAndSet(false, true) && !schedule(this::flush, FLUSH_DELAY)) {
			this.flushRequested.set(false);
		}
	}

	private boolean submit(Runnable task) {
		return handOver(() -> this.executor.execute(() -> runSafely(task)));
	}

	private boolean schedule(Runnable task, Duration delay) {
		return handOver(() -> {
			ScheduledFuture<?> unused = this.executor.schedule(() -> runSafely(task), delay.toMillis(),
					TimeUnit.MILLISECONDS);
		});
	}

	/** Return whether the executor took a task: not where no thread can be had. */
	private boolean handOver(Runnable task) {
		try {
			task.run();
			this.refused = false;
			return true;
		}
		catch (Throwable ex) {
			logger.atLevel(this.refused ? Level.DEBUG : Level.WARN)
				.log("No thread can be had for the viewers of the dashboard: {}", ex.toString());
			this.refused = true;
			return false;
		}
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
			this.failing = false;
		}
		catch (Throwable ex) {
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
		this.viewers.checkStalled();
		if (this.discovery.haveSinksChanged()) {
			flush();
		}
		broadcast(this.writer.picks(this.picks.take(COUNT_INTERVAL)));
		if (++this.quietSeconds >= HEARTBEAT_SECONDS) {
			broadcast(this.writer.heartbeat());
		}
	}

	private void broadcast(@Nullable String data) {
		if (data != null && !this.viewers.isEmpty()) {
			this.quietSeconds = 0;
			this.viewers.broadcast(data);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		submit(this.viewers::end);
		Set<DashboardViewer> remaining = this.admitted.all();
		if (!remaining.isEmpty() && !schedule(() -> disconnect(remaining), SHUTDOWN_TIMEOUT)) {
			disconnect(remaining);
		}
	}

	private void disconnect(Set<DashboardViewer> remaining) {
		remaining.forEach((viewer) -> runSafely(viewer::disconnect));
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
