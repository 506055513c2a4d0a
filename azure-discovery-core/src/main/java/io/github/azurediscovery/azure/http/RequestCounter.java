package io.github.azurediscovery.azure.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests of one answer, and what Azure charged for them. Thread-safe. */
public final class RequestCounter {

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger charge = new AtomicInteger();

	void request() {
		this.requests.incrementAndGet();
	}

	void charge(int units) {
		this.charge.addAndGet(units);
	}

	public int requests() {
		return this.requests.get();
	}

	public int charge() {
		return this.charge.get();
	}

	public void add(RequestCounter other) {
		this.requests.addAndGet(other.requests());
		this.charge.addAndGet(other.charge());
	}

}
