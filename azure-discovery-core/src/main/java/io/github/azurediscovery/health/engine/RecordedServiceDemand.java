package io.github.azurediscovery.health.engine;

import io.github.azurediscovery.health.ServiceDemand;

/** Records whether a service is being called. */
final class RecordedServiceDemand implements ServiceDemand {

	private final Runnable news;

	private volatile boolean noted;

	/**
	 * Create a demand that has not been noted yet.
	 * @param news run on the first call after none was noted
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
