package io.github.azurediscovery.kill;

/** A fault that is injected into one of five instances. */
enum InjectedFault {

	/** The process is killed; its VM runs on. */
	KILLED("killed"),

	/** The same, with Spring's retry on. */
	KILLED_WITH_RETRY("killed, Spring's retry on"),

	/** It accepts and never answers. */
	HANGS("hangs (response timeout 1 s)"),

	/** It answers 503 to everything. */
	ANSWERS_503("answers 503"),

	/** Its VM is deallocated, which Azure reports at once. */
	DEALLOCATED("its VM is deallocated"),

	/** Its VM is preempted 30 s after the notice. */
	PREEMPTED("its VM is preempted, 30 s notice"),

	/** A sixth instance joins. */
	JOINS("a sixth joins"),

	/** The token server of some callers is gone; all instances are healthy. */
	TOKEN_SERVER_DIES("their token server dies"),

	/** The senders of uploads disconnect; all instances are healthy. */
	UPLOADS_ABORTED("their uploads are aborted by the senders");

	private final String text;

	InjectedFault(String text) {
		this.text = text;
	}

	/** Return whether the instance's process ends. */
	boolean kills() {
		return this == KILLED || this == KILLED_WITH_RETRY || this == DEALLOCATED || this == PREEMPTED;
	}

	/** Return whether all instances stay healthy, so that none should be ejected. */
	boolean harmsNone() {
		return this == TOKEN_SERVER_DIES || this == UPLOADS_ABORTED;
	}

	boolean retry() {
		return this == KILLED_WITH_RETRY;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
