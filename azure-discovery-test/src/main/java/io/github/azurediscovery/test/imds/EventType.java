package io.github.azurediscovery.test.imds;

/**
 * What is going to happen to a virtual machine.
 */
public enum EventType {

	/** It is paused for some seconds. */
	FREEZE("Freeze"),

	/** It is started anew. */
	REBOOT("Reboot"),

	/** It moves to another host. */
	REDEPLOY("Redeploy"),

	/** A Spot virtual machine is evicted. */
	PREEMPT("Preempt"),

	/** It is deleted. */
	TERMINATE("Terminate");

	private final String text;

	EventType(String text) {
		this.text = text;
	}

	/**
	 * Return how Azure writes it.
	 * @return for example {@code Freeze}
	 */
	public String text() {
		return this.text;
	}

}
