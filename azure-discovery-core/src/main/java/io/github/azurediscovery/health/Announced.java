package io.github.azurediscovery.health;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;

import org.jspecify.annotations.Nullable;

/**
 * Keeps members out of rotation whose maintenance is announced or under way, and after it
 * until they show that they live: they accept a connection, and where the event said that
 * the VM goes for good, Azure lists them once more. Under the owner's lock only.
 */
final class Announced {

	private final Owner owner;

	private final Judge judge;

	private final InstantSource clock;

	private final Probe connect;

	private Notices notices = Notices.NONE;

	private boolean stopped = true;

	Announced(Owner owner, Judge judge, InstantSource clock, Probe connect) {
		this.owner = owner;
		this.judge = judge;
		this.clock = clock;
		this.connect = connect;
	}

	void start() {
		this.stopped = false;
	}

	/** Ask nobody for a connection any more. */
	void stop() {
		this.stopped = true;
	}

	/** Azure announces this and nothing else from now on. */
	void take(Notices notices, Collection<ServiceMembers> services) {
		this.notices = notices;
		services.forEach((service) -> service.all().forEach(this::apply));
	}

	/** Apply what is announced now to a member. */
	void apply(Member member) {
		Notice now = this.notices.about(member.instance());
		Notice before = member.notice();
		if (Objects.equals(now, before)) {
			return;
		}
		member.notice(now);
		if (now != null) {
			become(member, null);
		}
		else if (before != null) {
			become(member, Aftermath.of(before, this.clock.instant()));
			askUnlessListingIsAwaited(member);
		}
	}

	/** A source has listed its members in a round that began at this time. */
	void listed(String source, Instant roundBegan, Collection<ServiceMembers> services) {
		for (ServiceMembers service : services) {
			for (Member member : service.all()) {
				Aftermath aftermath = member.aftermath();
				Aftermath next = (aftermath != null) ? aftermath.listed(roundBegan) : null;
				if (next != null && member.instance().source().equals(source) && !member.instance().held()) {
					become(member, next);
					askUnlessListingIsAwaited(member);
				}
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
		this.judge.touched(member, Cause.MAINTENANCE);
	}

}
