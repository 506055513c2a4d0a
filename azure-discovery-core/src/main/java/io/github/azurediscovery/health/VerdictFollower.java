package io.github.azurediscovery.health;

/**
 * Is told of every new verdict, by one thread at a time and before anybody can read it.
 * That thread may be any that reported an outcome, such as an event loop: for what must
 * be visible together with the verdicts; must be quick and may not wait.
 */
@FunctionalInterface
public interface VerdictFollower {

	/**
	 * The members of a service or the verdicts on them changed.
	 * @param service the id of the service
	 * @param members the verdict on every member, sorted by id; empty if the service is
	 * gone
	 */
	void judged(String service, VerdictList members);

	/**
	 * Many services may follow: time to make room for them at once.
	 * @param services how many services there will be at most
	 */
	default void expect(int services) {
	}

	/**
	 * All services that changed together have been told of: time for what need not be
	 * done for each of them.
	 */
	default void allJudged() {
	}

}
