package io.github.azurediscovery.agent;

import org.springframework.context.ApplicationContext;

/** Does one thing with the beans of an agent whose discovery has not started. */
@FunctionalInterface
interface AgentCommand {

	/**
	 * Run.
	 * @param context the beans
	 * @return an {@link ExitStatus}
	 * @throws InterruptedException if the thread is interrupted
	 */
	int run(ApplicationContext context) throws InterruptedException;

}
