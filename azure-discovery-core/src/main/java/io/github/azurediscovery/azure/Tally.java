package io.github.azurediscovery.azure;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests of one answer, and what Azure charged for them. Thread-safe. */
final class Tally {

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger charge = new AtomicInteger();

	void request() {
		this.requests.incrementAndGet();
	}

	void charge(int units) {
		this.charge.addAndGet(units);
	}

	int requests() {
		return this.requests.get();
	}

	int charge() {
		return this.charge.get();
	}

	void add(Tally other) {
		this.requests.addAndGet(other.requests());
		this.charge.addAndGet(other.charge());
	}

}
