package io.github.azurediscovery.agent;

/** What the agent tells the program that started it. */
final class ExitStatus {

	static final int OK = 0;

	/** A source did not answer, or a sink does not hold all that it shall. */
	static final int INCOMPLETE = 1;

	/** The command line or the configuration is wrong. Nothing was sent. */
	static final int CONFIGURATION = 2;

	/** The agent runs until it is stopped; never an exit status. */
	static final int STILL_RUNNING = -1;

	private ExitStatus() {
	}

}
