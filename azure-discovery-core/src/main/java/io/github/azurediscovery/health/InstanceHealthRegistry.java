package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;

/**
 * The verdict on every member, with its reasons. Reading is cheap and never waits.
 * Evidence that takes an instance out is acted upon before the report returns, so that
 * the next call of the same caller cannot meet the same instance; reporting never does
 * I/O, and waits for nothing but another change of health. Thread-safe.
 */
public interface InstanceHealthRegistry {

	/**
	 * Return the verdict on an instance.
	 * @param instance the instance
	 * @return the verdict and its reasons
	 */
	InstanceHealth of(Instance instance);

	/**
	 * Report how a call to an instance ended, for callers outside the load balancer. What
	 * is said of an instance that is no member any more, or moved to another address, is
	 * dropped.
	 * @param instance the instance that was called
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words, such as {@code connection refused}
	 */
	void report(Instance instance, CallOutcome outcome, String reason);

	/**
	 * Report how a call to an address ended, for callers that know no more than that.
	 * @param service the id of the service, in lower case
	 * @param host the address that was called, IPv6 in brackets
	 * @param port the port that was called
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words
	 */
	void report(String service, String host, int port, CallOutcome outcome, String reason);

	/**
	 * Return where to tell of the calls to an instance, for callers who make many, and
	 * for those who can tell when a call begins.
	 * @param instance the instance; need not be a member yet
	 * @return where to tell, to be kept
	 */
	CallReporter calls(Instance instance);

	/**
	 * Return where to note that callers want a service, so that its instances are worth
	 * probing. Keep it where the service is called.
	 * @param service the id of the service, in lower case; need not be known yet
	 * @return the same object each time
	 */
	ServiceDemand demand(String service);

	/**
	 * Subscribe to changes of verdicts from now on.
	 * @param listener the listener
	 * @return ends the subscription when closed
	 */
	ListenerSubscription subscribe(HealthListener listener);

}
