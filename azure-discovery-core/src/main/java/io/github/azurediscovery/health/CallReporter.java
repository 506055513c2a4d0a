package io.github.azurediscovery.health;

/**
 * Reports the calls to one instance. Bound to the instance, so that a report needs no
 * lookup: keep it where many calls are made. Reports on an instance that is no longer a
 * member, or moved to another address, are dropped. Thread-safe.
 */
public interface CallReporter {

	/**
	 * Tell that a call begins. Only that lets an instance that did badly be tried with a
	 * single call: it is set aside until the outcome of that call is told. A few volatile
	 * reads, as a rule.
	 */
	void begin();

	/**
	 * Tell how a call ended, as {@link InstanceHealthRegistry#report} does.
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words, such as {@code connection refused}
	 */
	void end(CallOutcome outcome, String reason);

}
