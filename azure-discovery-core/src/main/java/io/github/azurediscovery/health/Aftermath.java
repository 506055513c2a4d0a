package io.github.azurediscovery.health;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An event of a member is over, or was called off: which of the two nobody says. Until
 * the member shows that it lives, it stays without calls.
 *
 * @param ended when the event was missing for the first time
 * @param event the kind of event
 * @param awaitsListing whether the member must first be listed again, by a round that
 * began later, because the event announced that it goes for good
 */
record Aftermath(Instant ended, String event, boolean awaitsListing) {

	/** How often a member that does not accept connections is asked again. */
	static final Duration RETRY = Duration.ofSeconds(30);

	static Aftermath of(Notice notice, Instant now) {
		return new Aftermath(now, notice.type(), notice.farewell());
	}

	/** Return what becomes of it once the member is listed. */
	@Nullable Aftermath listed(Instant roundBegan) {
		return (this.awaitsListing && roundBegan.isAfter(this.ended)) ? new Aftermath(this.ended, this.event, false)
				: null;
	}

	@Override
	public String toString() {
		return this.event + " over, " + (this.awaitsListing ? "not listed again yet" : "no connection accepted yet");
	}

}
