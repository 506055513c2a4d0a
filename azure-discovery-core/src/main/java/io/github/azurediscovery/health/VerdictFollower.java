package io.github.azurediscovery.health;

/**
 * Receives every new verdict before it becomes readable, for state that must be visible
 * together with the verdicts. Called by one thread at a time, which may be any that
 * reported an outcome, such as an event loop; must be quick and must not wait.
 */
@FunctionalInterface
public interface VerdictFollower {

	/**
	 * The members of a service or the verdicts on them changed.
	 * @param service the id of the service
	 * @param members the verdict on every member, sorted by id; empty if the service was
	 * removed
	 */
	void judged(String service, VerdictList members);

	/**
	 * Make room for many services at once, before they follow.
	 * @param services how many services there will be at most
	 */
	default void expect(int services) {
	}

	/**
	 * All services that changed together have been passed on. For work that need not be
	 * done for each of them.
	 */
	default void allJudged() {
	}

}
