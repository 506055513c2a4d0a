package io.github.azurediscovery.health;

/**
 * Reports the calls to one instance without a lookup; keep it where many calls are made.
 * Reports about an instance that is no longer a member, or has moved to another address,
 * are dropped. Thread-safe.
 */
public interface CallReporter {

	/**
	 * Report that a call begins. This is required to try an instance that did badly with
	 * a single call: the instance is set aside until the outcome of that call is
	 * reported. Usually costs a few volatile reads.
	 */
	void begin();

	/**
	 * Report how a call ended, as {@link InstanceHealthRegistry#report} does.
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words, such as {@code connection refused}
	 */
	void end(CallOutcome outcome, String reason);

}
