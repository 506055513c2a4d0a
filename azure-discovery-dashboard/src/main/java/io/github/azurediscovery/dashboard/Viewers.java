package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.ArrayList;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;

/**
 * Tells everybody who looks what changes, a few times a second at most. The first viewer
 * subscribes us to discovery, the last one to leave ends that: nobody looking costs
 * nothing. All state is confined to the executor's one thread.
 * <p>
 * Stops before the web server's graceful shutdown, which waits for open requests.
 */
final class Viewers implements SmartLifecycle, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Viewers.class);

	private static final Duration SPACING = Duration.ofMillis(250);

	private static final Duration COUNTING = Duration.ofSeconds(1);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private static final int BEATS = 15;

	private static final int BEHIND = 64;

	private final AzureDiscovery discovery;

	private final PickRates picks;

	private final Narrator narrator;

	private final ScheduledExecutorService executor;

	private final AtomicBoolean touched = new AtomicBoolean();

	private final Set<Sinks.Many<ServerSentEvent<String>>> viewers = new LinkedHashSet<>();

	private final List<Subscription> subscriptions = new ArrayList<>();

	private @Nullable ScheduledFuture<?> counting;

	private int quiet;

	private boolean failing;

	private volatile boolean running;

	Viewers(AzureDiscovery discovery, PickRates picks, Narrator narrator, ScheduledExecutorService executor) {
		this.discovery = discovery;
		this.picks = picks;
		this.narrator = narrator;
		this.executor = executor;
	}

	/**
	 * Follow what changes. Whoever falls behind, or cannot be told all there is, is let
	 * go and comes back to all there is.
	 * @return the events, beginning with all there is
	 */
	Flux<ServerSentEvent<String>> join() {
		return Flux.defer(() -> {
			Sinks.Many<ServerSentEvent<String>> viewer = Sinks.many()
				.unicast()
				.onBackpressureBuffer(Queues.<ServerSentEvent<String>>get(BEHIND).get());
			this.executor.execute(() -> safely(() -> enterOrLeave(viewer)));
			return viewer.asFlux().doFinally((signal) -> this.executor.execute(() -> leave(viewer)));
		});
	}

	private void enterOrLeave(Sinks.Many<ServerSentEvent<String>> viewer) {
		try {
			enter(viewer);
		}
		catch (RuntimeException ex) {
			viewer.tryEmitComplete();
			this.viewers.remove(viewer);
			if (this.viewers.isEmpty()) {
				rest();
			}
			throw ex;
		}
	}

	private void enter(Sinks.Many<ServerSentEvent<String>> viewer) {
		if (!this.running) {
			viewer.tryEmitComplete();
			return;
		}
		if (this.viewers.isEmpty()) {
			watch();
		}
		flush();
		this.viewers.add(viewer);
		ServerSentEvent<String> all = ServerSentEvent.builder(this.narrator.everything())
			.event("state")
			.retry(RETRY)
			.build();
		tell(viewer, all);
	}

	private void leave(Sinks.Many<ServerSentEvent<String>> viewer) {
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
		tellAll(this.narrator.picks(this.picks.since(COUNTING)));
		if (++this.quiet >= BEATS) {
			tellAll(this.narrator.beat());
		}
	}

	private void tellAll(@Nullable String data) {
		if (data != null && !this.viewers.isEmpty()) {
			this.quiet = 0;
			ServerSentEvent<String> update = ServerSentEvent.builder(data).event("update").build();
			List.copyOf(this.viewers).forEach((viewer) -> tell(viewer, update));
		}
	}

	private void tell(Sinks.Many<ServerSentEvent<String>> viewer, ServerSentEvent<String> event) {
		if (viewer.tryEmitNext(event).isFailure()) {
			viewer.tryEmitComplete();
			leave(viewer);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.executor.execute(() -> List.copyOf(this.viewers).forEach((viewer) -> {
			viewer.tryEmitComplete();
			leave(viewer);
		}));
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
