package io.github.azurediscovery.health.engine;

import io.github.azurediscovery.health.ServiceDemand;

/** Whether callers want a service. */
final class RecordedServiceDemand implements ServiceDemand {

	private final Runnable news;

	private volatile boolean noted;

	/**
	 * Create a demand that has not been noted yet.
	 * @param news run when a call is noted after none was
	 */
	RecordedServiceDemand(Runnable news) {
		this.news = news;
	}

	@Override
	public void note() {
		if (!this.noted) {
			this.noted = true;
			this.news.run();
		}
	}

	boolean isNoted() {
		return this.noted;
	}

	/** Forget the calls, and return whether there were any. */
	boolean forget() {
		boolean before = this.noted;
		this.noted = false;
		return before;
	}

}
