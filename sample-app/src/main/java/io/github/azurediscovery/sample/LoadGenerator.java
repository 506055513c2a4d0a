package io.github.azurediscovery.sample;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Calls {@code orders} at a fixed rate and counts the responses, to show whether a caller
 * notices when something breaks. Stops before the rest of the application, because the
 * last calls still need the load balancer.
 */
@Component
class LoadGenerator implements SmartLifecycle {

	private final LongAdder answered = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final RestClient client;

	private @Nullable FixedRateExecutor metronome;

	private boolean running;

	private int rate;

	LoadGenerator(RestClient.Builder client) {
		this.client = client.build();
	}

	/**
	 * Set the rate.
	 * @param perSecond calls per second, 0 to 200
	 */
	synchronized void rate(int perSecond) {
		if (perSecond < 0 || perSecond > 200) {
			throw new IllegalArgumentException("The rate must be 0 to 200 calls per second, not " + perSecond);
		}
		if (this.metronome != null) {
			this.metronome.end();
		}
		this.rate = this.running ? perSecond : 0;
		this.metronome = (this.rate > 0) ? new FixedRateExecutor(this.rate, this::call) : null;
	}

	synchronized Count count() {
		return new Count(this.rate, this.answered.sum(), this.failed.sum());
	}

	private void call() {
		try {
			this.client.get().uri("http://orders/whoami").retrieve().toBodilessEntity();
			this.answered.increment();
		}
		catch (RuntimeException ex) {
			this.failed.increment();
		}
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		FixedRateExecutor last = this.metronome;
		rate(0);
		if (last != null) {
			last.awaitLastCall();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	/**
	 * The calls so far.
	 *
	 * @param rate calls per second now
	 * @param answered calls that were answered
	 * @param failed calls that failed
	 */
	record Count(int rate, long answered, long failed) {

	}

}
