package io.github.azurediscovery.azure.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests of one refresh of a source and the quota units that Azure charged
 * for them. Thread-safe.
 */
public final class ArmRequestCounter {

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger charge = new AtomicInteger();

	void countRequest() {
		this.requests.incrementAndGet();
	}

	void addCharge(int units) {
		this.charge.addAndGet(units);
	}

	public int requests() {
		return this.requests.get();
	}

	public int charge() {
		return this.charge.get();
	}

	public void add(ArmRequestCounter other) {
		this.requests.addAndGet(other.requests());
		this.charge.addAndGet(other.charge());
	}

}
