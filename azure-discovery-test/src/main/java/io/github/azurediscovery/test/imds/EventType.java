package io.github.azurediscovery.test.imds;

import java.time.Duration;

/**
 * What is going to happen to a virtual machine, and how long before Azure announces it at
 * least. Source: Microsoft Learn, "Scheduled Events for Linux VMs", "Event scheduling".
 */
public enum EventType {

	/** It is paused for some seconds. */
	FREEZE("Freeze", Duration.ofMinutes(15)),

	/** It is started anew. */
	REBOOT("Reboot", Duration.ofMinutes(15)),

	/** It moves to another host. */
	REDEPLOY("Redeploy", Duration.ofMinutes(10)),

	/** A Spot virtual machine is evicted. */
	PREEMPT("Preempt", Duration.ofSeconds(30)),

	/** It is deleted. */
	TERMINATE("Terminate", Duration.ofMinutes(5));

	private final String text;

	private final Duration notice;

	EventType(String text, Duration notice) {
		this.text = text;
		this.notice = notice;
	}

	/**
	 * Return how Azure writes it.
	 * @return for example {@code Freeze}
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return how long before it may begin it is announced, at least.
	 * @return the notice; a termination's is configurable, up to 15 minutes
	 */
	public Duration notice() {
		return this.notice;
	}

}
