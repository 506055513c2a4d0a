package io.github.azurediscovery.agent;

import java.io.PrintStream;

/** What the command line asks for. */
enum AgentMode {

	SERVE, ONCE, VALIDATE, VALIDATE_ONLINE, PRINT_HAPROXY_CONFIG, VERSION, HELP;

	/**
	 * Return what does the work, in a context that has not started discovery.
	 * @param out where the result is printed
	 * @return the command
	 */
	AgentCommand command(PrintStream out) {
		return switch (this) {
			case ONCE -> new SingleRound();
			case VALIDATE -> new ConfigurationSummary(out);
			case VALIDATE_ONLINE -> new OnlineValidation(out);
			case PRINT_HAPROXY_CONFIG -> new HaproxySections(out);
			case SERVE, VERSION, HELP -> throw new IllegalStateException(this + " is no command");
		};
	}

}
