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
import io.github.azurediscovery.catalog.Catalog.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.context.SmartLifecycle;

/**
 * Tells everybody who looks what changes, a few times a second at most. The first viewer
 * subscribes us to discovery, the last one to leave ends that: nobody looking costs
 * nothing. All state is confined to the executor's one thread.
 * <p>
 * Stops before the web server's graceful shutdown, which waits for open requests.
 */
final class ViewerBroadcaster implements SmartLifecycle, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ViewerBroadcaster.class);

	private static final Duration SPACING = Duration.ofMillis(250);

	private static final Duration COUNTING = Duration.ofSeconds(1);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** What the connections may take to end by themselves when we stop. */
	private static final Duration PARTING = Duration.ofMillis(500);

	private static final int BEATS = 15;

	/** For how many seconds a viewer may take nothing of what waits for it. */
	private static final int PATIENCE = 10;

	private final AzureDiscovery discovery;

	private final PickRates picks;

	private final DashboardMessageWriter narrator;

	private final ScheduledExecutorService executor;

	private final AtomicBoolean touched = new AtomicBoolean();

	private final int most;

	private final Set<DashboardViewer> admitted = new HashSet<>();

	private final Set<DashboardViewer> viewers = new LinkedHashSet<>();

	private final CatchUpMessages story = new CatchUpMessages();

	private final List<Subscription> subscriptions = new ArrayList<>();

	private @Nullable ScheduledFuture<?> counting;

	private int quiet;

	private boolean failing;

	private volatile boolean running;

	ViewerBroadcaster(AzureDiscovery discovery, PickRates picks, DashboardMessageWriter narrator, int most,
			ScheduledExecutorService executor) {
		this.discovery = discovery;
		this.picks = picks;
		this.narrator = narrator;
		this.most = most;
		this.executor = executor;
	}

	/**
	 * Follow what changes, beginning with all there is. A viewer that falls behind, or
	 * does not read, is let go and may come back to all there is.
	 * @return the viewer, which must {@link #leave}; {@code null} if there are too many
	 */
	@Nullable DashboardViewer join() {
		DashboardViewer viewer = new DashboardViewer();
		synchronized (this.admitted) {
			if (this.admitted.size() >= this.most) {
				return null;
			}
			this.admitted.add(viewer);
		}
		this.executor.execute(() -> safely(() -> enterOrEnd(viewer)));
		return viewer;
	}

	/**
	 * Make room, once the connection of a viewer has ended.
	 * @param viewer the viewer
	 */
	void leave(DashboardViewer viewer) {
		synchronized (this.admitted) {
			this.admitted.remove(viewer);
		}
		this.executor.execute(() -> forget(viewer));
	}

	private void enterOrEnd(DashboardViewer viewer) {
		try {
			enter(viewer);
		}
		catch (RuntimeException ex) {
			viewer.end();
			this.viewers.remove(viewer);
			if (this.viewers.isEmpty()) {
				rest();
			}
			throw ex;
		}
	}

	private void enter(DashboardViewer viewer) {
		if (!this.running || !admitted().contains(viewer)) {
			viewer.end();
			return;
		}
		if (this.viewers.isEmpty()) {
			watch();
		}
		flush();
		this.viewers.add(viewer);
		List<byte[]> known = this.story.messages();
		known.forEach((message) -> tell(viewer, message));
		if (known.isEmpty()) {
			this.story.begin(event("state\nretry:" + RETRY.toMillis(), this.narrator.everything()));
			this.story.messages().forEach((message) -> tell(viewer, message));
		}
		else {
			tell(viewer, event("update", this.narrator.beat()));
		}
	}

	private Set<DashboardViewer> admitted() {
		synchronized (this.admitted) {
			return Set.copyOf(this.admitted);
		}
	}

	private void forget(DashboardViewer viewer) {
		if (this.viewers.remove(viewer) && this.viewers.isEmpty()) {
			rest();
		}
	}

	private void watch() {
		this.subscriptions.add(this.discovery.catalog().subscribe((change) -> touch()));
		this.subscriptions.add(this.discovery.health().subscribe((change) -> touch()));
		this.subscriptions.add(this.discovery.subscribe((round, status, duration, held) -> touch()));
		this.picks.begin();
		this.counting = this.executor.scheduleAtFixedRate(() -> safely(this::count), COUNTING.toMillis(),
				COUNTING.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void rest() {
		this.subscriptions.forEach(Subscription::close);
		this.subscriptions.clear();
		this.picks.end();
		this.story.forget();
		if (this.counting != null) {
			this.counting.cancel(false);
		}
	}

	private void touch() {
		if (this.touched.compareAndSet(false, true)) {
			ScheduledFuture<?> unused = this.executor.schedule(() -> safely(this::flush), SPACING.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void safely(Runnable task) {
		try {
			task.run();
			this.failing = false;
		}
		catch (RuntimeException ex) {
			logger.atLevel(this.failing ? Level.DEBUG : Level.WARN)
				.setCause(ex)
				.log("The dashboard could not tell its viewers what changed");
			this.failing = true;
		}
	}

	private void flush() {
		this.touched.set(false);
		tellAll(this.narrator.news());
	}

	private void count() {
		List.copyOf(this.viewers).stream().filter((viewer) -> viewer.still() >= PATIENCE).forEach(this::letGo);
		tellAll(this.narrator.picks(this.picks.since(COUNTING)));
		if (++this.quiet >= BEATS) {
			tellAll(this.narrator.beat());
		}
	}

	private void tellAll(@Nullable String data) {
		if (data != null && !this.viewers.isEmpty()) {
			this.quiet = 0;
			byte[] update = event("update", data);
			this.story.add(update);
			List.copyOf(this.viewers).forEach((viewer) -> tell(viewer, update));
		}
	}

	private void tell(DashboardViewer viewer, byte[] message) {
		if (!viewer.tell(message)) {
			letGo(viewer);
		}
	}

	private void letGo(DashboardViewer viewer) {
		viewer.letGo();
		forget(viewer);
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
			forget(viewer);
		}));
		Set<DashboardViewer> parting = admitted();
		if (!parting.isEmpty()) {
			ScheduledFuture<?> unused = this.executor.schedule(() -> parting.forEach(DashboardViewer::letGo),
					PARTING.toMillis(), TimeUnit.MILLISECONDS);
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
