package io.github.azurediscovery.health;

import java.util.List;

/**
 * Is told of every new verdict, on the daemon thread {@code azure-discovery} and before
 * any listener. For what must be visible together with the verdicts; must be quick.
 */
@FunctionalInterface
public interface HealthFollower {

	/**
	 * The members of a service or the verdicts on them changed.
	 * @param service the id of the service
	 * @param members the verdict on every member, sorted by id; empty if the service is
	 * gone
	 */
	void judged(String service, List<Verdict> members);

}
