package io.github.azurediscovery.agent;

/** The command line cannot be understood. The message says which part, and why. */
final class AgentUsageException extends IllegalArgumentException {

	AgentUsageException(String message) {
		super(message);
	}

}
