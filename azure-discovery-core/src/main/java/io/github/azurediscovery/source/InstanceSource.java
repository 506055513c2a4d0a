package io.github.azurediscovery.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Where instances come from. A source is asked by one thread at a time, never on a
 * caller's thread, and may block for as long as its own timeouts allow; interrupting it
 * abandons the call. Whatever else than its two exceptions it throws, errors of the
 * virtual machine included, counts as a failure that names it; the next question follows.
 */
public interface InstanceSource {

	/**
	 * Return the name by which logs, metrics and the actuator know the source, such as
	 * {@code scale-set:orders}. Unique in an application.
	 * @return the name
	 */
	String name();

	/**
	 * Ask once.
	 * @param round the round this belongs to
	 * @return the complete answer
	 * @throws SourceException if there is no complete answer: no instance leaves
	 * @throws InterruptedException if the call was abandoned
	 */
	SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException;

	/**
	 * Return how often to ask, if not as often as all others.
	 * @return the interval, from 1 ms to 365 days, or {@code null} for
	 * {@code refresh.interval}
	 */
	default @Nullable Duration interval() {
		return null;
	}

	/**
	 * Take a signal to send whenever the source has news, so that it is asked at once and
	 * not only after its interval. Called once, before the first question.
	 * @param signal may be run by any thread, returns at once
	 */
	default void whenChanged(Runnable signal) {
	}

	/**
	 * Return whether a refusal for lack of rights leaves discovery as a whole healthy,
	 * because the source is a convention that is not configured by name. Where all
	 * sources are optional, none is.
	 * @return whether the source may be refused if there are others
	 */
	default boolean optional() {
		return false;
	}

	/**
	 * Return whether the source comes last with a service: if another source has that
	 * service, the instances of this one are rejected, because what it says may be
	 * written by others than those who configure the application.
	 * @param service the id of the service
	 * @return whether the source gives way to all others
	 */
	default boolean givesWay(String service) {
		return false;
	}

}
