package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.fleet.FleetSource.FirstContent;

/**
 * Waits at the very first start of a fleet, when its candidates start together: one of
 * them soon writes a content, which it sees itself and which all others find when they
 * look again. They look less and less often, and a few times only.
 */
final class FirstContentWait implements FirstContent {

	private final CountDownLatch own = new CountDownLatch(1);

	private final int looks;

	private final Duration step;

	private int looked;

	/**
	 * Create a wait.
	 * @param looks how often to look again, in all
	 * @param step the first pause, by which each pause is longer than the one before
	 */
	FirstContentWait(int looks, Duration step) {
		this.looks = looks;
		this.step = step;
	}

	/** Called when this candidate itself has written a content. */
	void provided() {
		this.own.countDown();
	}

	@Override
	public synchronized boolean await() throws InterruptedException {
		if (this.looked == this.looks) {
			return false;
		}
		this.looked++;
		boolean unused = this.own.await(this.step.multipliedBy(this.looked).toMillis(), TimeUnit.MILLISECONDS);
		return true;
	}

}
