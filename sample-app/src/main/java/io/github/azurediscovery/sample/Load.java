package io.github.azurediscovery.sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Calls {@code orders} at a constant rate while switched on, and counts what comes back,
 * so that one can break things and see whether a caller notices.
 */
@Component
class Load implements AutoCloseable {

	private static final int THREADS = 64;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor((task) -> daemon(task, "load-clock"));

	private final ExecutorService callers = Executors.newFixedThreadPool(THREADS, (task) -> daemon(task, "load"));

	private final LongAdder answered = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final RestClient client;

	private @Nullable ScheduledFuture<?> running;

	private int rate;

	Load(RestClient.Builder client) {
		this.client = client.build();
	}

	/**
	 * Set the rate.
	 * @param perSecond calls per second, 0 for none, 200 at the most
	 */
	synchronized void rate(int perSecond) {
		if (perSecond < 0 || perSecond > 200) {
			throw new IllegalArgumentException("The rate must be 0 to 200 calls per second, not " + perSecond);
		}
		if (this.running != null) {
			this.running.cancel(false);
			this.running = null;
		}
		this.rate = perSecond;
		if (perSecond > 0) {
			this.running = this.clock.scheduleAtFixedRate(() -> this.callers.execute(this::call), 0,
					1_000_000 / perSecond, TimeUnit.MICROSECONDS);
		}
	}

	synchronized Count count() {
		return new Count(this.rate, this.answered.sum(), this.failed.sum());
	}

	private void call() {
		try {
			this.client.get().uri("http://orders/whoami").retrieve().toBodilessEntity();
			this.answered.increment();
		}
		catch (RestClientException | IllegalStateException ex) {
			this.failed.increment();
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.callers.shutdownNow();
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * What the load has done.
	 *
	 * @param rate calls per second now
	 * @param answered calls that were answered
	 * @param failed calls that failed
	 */
	record Count(int rate, long answered, long failed) {

	}

}
