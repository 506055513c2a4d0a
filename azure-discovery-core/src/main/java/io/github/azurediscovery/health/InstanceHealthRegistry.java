package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;

/**
 * The verdict on every member, with its reasons. Reading is cheap and never waits. A
 * report that ejects an instance takes effect before it returns, so that the next call of
 * the same caller cannot reach the same instance. Reporting performs no I/O and waits
 * only for other changes of health. Thread-safe.
 */
public interface InstanceHealthRegistry {

	/**
	 * Return the verdict on an instance.
	 * @param instance the instance
	 * @return the verdict and its reasons
	 */
	InstanceHealth of(Instance instance);

	/**
	 * Report how a call to an instance ended, for callers outside the load balancer.
	 * Reports about an instance that is no longer a member, or has moved to another
	 * address, are dropped.
	 * @param instance the instance that was called
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words, such as {@code connection refused}
	 */
	void report(Instance instance, CallOutcome outcome, String reason);

	/**
	 * Report how a call to an address ended, for callers that do not know the instance.
	 * @param service the id of the service, in lower case
	 * @param host the address that was called, IPv6 in brackets
	 * @param port the port that was called
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words
	 */
	void report(String service, String host, int port, CallOutcome outcome, String reason);

	/**
	 * Return the reporter of the calls to an instance, for callers that make many, or
	 * that can report when a call begins.
	 * @param instance the instance; need not be a member yet
	 * @return the reporter, which may be kept
	 */
	CallReporter calls(Instance instance);

	/**
	 * Return where to note the calls to a service; only services that are called are
	 * probed. Keep it where the service is called.
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
