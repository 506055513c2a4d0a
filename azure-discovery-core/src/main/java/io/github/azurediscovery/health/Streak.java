package io.github.azurediscovery.health;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the soft failures in a row, in the order in which callers saw them. Thread-safe;
 * a success that ends no streak costs one volatile read.
 */
final class Streak {

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicInteger suspicions = new AtomicInteger();

	void success() {
		if (this.failures.get() != 0) {
			this.failures.set(0);
		}
	}

	int failure() {
		return this.failures.incrementAndGet();
	}

	int length() {
		return this.failures.get();
	}

	/** Note a suspicion, and return whether it is the first that waits for a check. */
	boolean suspicion() {
		return this.suspicions.getAndIncrement() == 0;
	}

	/** Count the suspicions that waited as failures, and return the length. */
	int suspicionsConfirmed() {
		return this.failures.addAndGet(this.suspicions.getAndSet(0));
	}

	void clear() {
		this.suspicions.set(0);
		this.failures.set(0);
	}

}
