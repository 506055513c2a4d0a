package io.github.azurediscovery.health;

/**
 * Whether callers want a service, so that its instances are worth probing. Bound to one
 * service, so that noting a call looks nothing up. Thread-safe.
 */
public final class Demand {

	private final Runnable news;

	private volatile boolean noted;

	/**
	 * Create a demand that nobody has noted yet.
	 * @param news run when a call is noted after none was
	 */
	public Demand(Runnable news) {
		this.news = news;
	}

	/** Note a call. One volatile read, as a rule. */
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
