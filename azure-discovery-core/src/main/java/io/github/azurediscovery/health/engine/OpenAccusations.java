package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import org.jspecify.annotations.Nullable;

/**
 * The accusations of callers against one member that no connection of the library has
 * decided yet. A connection decides the accusations that existed when it began; later
 * ones wait for the next connection. Accessed under the engine's lock only.
 */
final class OpenAccusations {

	private final Map<CallOutcome, String> waiting = new EnumMap<>(CallOutcome.class);

	/** For how long a completed handshake answers further accusations. */
	private static final Duration HANDSHAKE_HOLDS = Duration.ofSeconds(1);

	private @Nullable Instant handshake;

	private boolean accused;

	private boolean accusedAgain;

	private boolean underway;

	private boolean resting;

	/**
	 * Return whether the member is offered to no caller until a connection has decided.
	 */
	boolean accused() {
		return this.accused;
	}

	/** Return whether it was accused again while that connection had to wait. */
	boolean accusedAgain() {
		return this.accusedAgain;
	}

	/**
	 * Offer the member to no caller until a connection has decided.
	 * @return whether that changes what callers are offered
	 */
	boolean accuse() {
		boolean changes = !this.accused || (waits() && !this.accusedAgain);
		this.accusedAgain |= this.accused && waits();
		this.accused = true;
		return changes;
	}

	/** Offer the member again, and return whether it was not. */
	boolean exonerate() {
		boolean changes = this.accused;
		this.accused = false;
		this.accusedAgain = false;
		return changes;
	}

	/**
	 * Add an accusation.
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words
	 */
	void add(CallOutcome outcome, String reason) {
		this.waiting.put(outcome, reason);
	}

	/** Return whether a connection should begin now. */
	boolean due() {
		return !this.waiting.isEmpty() && !this.underway && !this.resting;
	}

	/** Return whether something waits until the next connection may begin. */
	boolean waits() {
		return !this.waiting.isEmpty() && !this.underway && this.resting;
	}

	/**
	 * Begin a connection, and a rest after which the next one may begin.
	 * @return what it decides about
	 */
	ConfirmingConnection begin() {
		ConfirmingConnection connection = new ConfirmingConnection(new EnumMap<>(this.waiting));
		this.waiting.clear();
		this.underway = true;
		this.resting = true;
		return connection;
	}

	/** Note that a handshake of the library reached the certificate. */
	void handshakeCompleted(Instant now) {
		this.handshake = now;
	}

	/**
	 * Return whether a handshake completed a moment ago, so that the next would as well.
	 */
	boolean isHandshakeFresh(Instant now) {
		Instant last = this.handshake;
		return last != null && !now.isBefore(last) && now.isBefore(last.plus(HANDSHAKE_HOLDS));
	}

	/** Note that the connection has decided. */
	void decided() {
		this.underway = false;
	}

	/** Note that the next connection may begin. */
	void rested() {
		this.resting = false;
	}

	/** Drop what waits. */
	void drop() {
		this.waiting.clear();
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/**
	 * What one connection decides about.
	 *
	 * @param accusations the evidence by the way in which calls ended
	 */
	record ConfirmingConnection(Map<CallOutcome, String> accusations) {

		/** Return whether the TLS handshake must be tried, too. */
		boolean needsHandshake() {
			return this.accusations.containsKey(CallOutcome.TLS_FAILURE);
		}

		/** Return what shows that the instance is back, should it turn out to be dead. */
		SignOfLife awaited() {
			return needsHandshake() ? SignOfLife.ANSWER : SignOfLife.CONNECTION;
		}

		/** Return whether an established connection broke. */
		boolean followsBrokenConnection() {
			return this.accusations.containsKey(CallOutcome.SUSPECT);
		}

		/**
		 * Return whether it contains failures that an accepted connection does not
		 * refute.
		 */
		boolean countsAsSoft() {
			return needsHandshake() || followsBrokenConnection();
		}

		/** Return the evidence, the hardest one if there are several. */
		String reason() {
			return this.accusations.values().iterator().next();
		}

		/** Return the evidence, followed by the library's own finding if that differs. */
		String reason(InstanceProbeResult finding) {
			return reason().equals(finding.reason()) ? reason() : reason() + ", then " + finding.reason();
		}

	}

}
