package io.github.azurediscovery.health;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;

import org.jspecify.annotations.Nullable;

/**
 * Keeps members out of rotation whose maintenance is over until they show that they live:
 * they accept a connection, and where the event said that the VM goes for good, Azure
 * lists them once more. Under the owner's lock only.
 */
final class AfterMaintenance {

	private final Owner owner;

	private final Judge judge;

	private final InstantSource clock;

	private final Probe connect;

	/** The members whose event is over and which are not back: few, as a rule none. */
	private final Set<Member> waiting = new LinkedHashSet<>();

	private boolean stopped = true;

	AfterMaintenance(Owner owner, Judge judge, InstantSource clock, Probe connect) {
		this.owner = owner;
		this.judge = judge;
		this.clock = clock;
		this.connect = connect;
	}

	void start() {
		this.stopped = false;
	}

	/** Ask no member for a connection any more. */
	void stop() {
		this.stopped = true;
	}

	/** The event of a member is over. */
	void begin(Member member, Notice event) {
		become(member, Aftermath.of(event, this.clock.instant()));
		askUnlessListingIsAwaited(member);
	}

	/** The member has another event to wait for. */
	void drop(Member member) {
		become(member, null);
	}

	/** A source has listed its members in a round that began at this time. */
	void listed(String source, Instant roundBegan) {
		this.waiting.removeIf(Member::gone);
		for (Member member : List.copyOf(this.waiting)) {
			Aftermath aftermath = member.aftermath();
			Aftermath next = (aftermath != null) ? aftermath.listed(roundBegan) : null;
			if (next != null && member.instance().source().equals(source) && !member.instance().held()) {
				become(member, next);
				askUnlessListingIsAwaited(member);
			}
		}
	}

	private void askUnlessListingIsAwaited(Member member) {
		Aftermath aftermath = member.aftermath();
		if (aftermath != null && !aftermath.awaitsListing()) {
			ask(member, aftermath);
		}
	}

	private void ask(Member member, Aftermath aftermath) {
		if (member.gone() || !aftermath.equals(member.aftermath())) {
			return;
		}
		if (this.stopped) {
			this.owner.after(Aftermath.RETRY, () -> ask(member, aftermath));
		}
		else {
			this.connect.ask(member.instance(),
					(finding) -> this.owner.hand(() -> answered(member, aftermath, finding)));
		}
	}

	private void answered(Member member, Aftermath aftermath, Finding finding) {
		if (aftermath.equals(member.aftermath()) && finding.alive()) {
			become(member, null);
		}
		else {
			this.owner.after(Aftermath.RETRY, () -> ask(member, aftermath));
		}
	}

	private void become(Member member, @Nullable Aftermath aftermath) {
		member.aftermath(aftermath);
		if (aftermath != null) {
			this.waiting.add(member);
		}
		else {
			this.waiting.remove(member);
		}
		this.judge.touched(member, Cause.MAINTENANCE);
	}

}
