package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.maintenance.MaintenanceNotice;
import io.github.azurediscovery.health.maintenance.MaintenanceNotices;
import org.jspecify.annotations.Nullable;

/**
 * Applies announced maintenance to members, and takes them out of rotation once it is
 * due. A timer decides when that is, as Azure's document does not change then. Accessed
 * under the engine's lock only.
 */
final class MaintenanceTracker {

	/** The clock may be set, so it is checked regularly. */
	private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

	private final MemberDirectory members;

	private final MaintenanceRecoveryWatch after;

	private final CombiningExecutor executor;

	private final VerdictPublisher publisher;

	private final InstantSource clock;

	private MaintenanceNotices notices = MaintenanceNotices.NONE;

	private boolean stopped = true;

	private int timers;

	MaintenanceTracker(MemberDirectory members, MaintenanceRecoveryWatch after, CombiningExecutor executor,
			VerdictPublisher publisher, InstantSource clock) {
		this.members = members;
		this.after = after;
		this.executor = executor;
		this.publisher = publisher;
		this.clock = clock;
	}

	void start() {
		this.stopped = false;
		applyToAll();
	}

	/** Stop setting timers. */
	void stop() {
		this.stopped = true;
	}

	/** Replace all notices by these. */
	void take(MaintenanceNotices notices) {
		this.notices = notices;
		applyToAll();
	}

	/** Apply all notices that are due. */
	void applyToAll() {
		this.members.services().forEach((service) -> service.all().forEach(this::apply));
		int timer = ++this.timers;
		Instant now = this.clock.instant();
		this.notices.next(now).ifPresent((next) -> this.executor.schedule(sleep(now, next), () -> wake(timer)));
	}

	private void wake(int timer) {
		if (timer == this.timers && !this.stopped) {
			applyToAll();
		}
	}

	private static Duration sleep(Instant now, Instant next) {
		return next.isBefore(now.plus(LONGEST_SLEEP)) ? Duration.between(now, next) : LONGEST_SLEEP;
	}

	/** Apply the current notices to a member. */
	void apply(HealthMember member) {
		MaintenanceNotice notice = this.notices.about(member.instance());
		boolean inForce = notice != null && notice.inForce(this.clock.instant());
		announce(member, inForce ? null : notice);
		putInForce(member, inForce ? notice : null);
	}

	private void announce(HealthMember member, @Nullable MaintenanceNotice notice) {
		if (!Objects.equals(notice, member.maintenance().announced())) {
			member.maintenance().announced(notice);
			this.publisher.markChanged(member, Cause.MAINTENANCE);
		}
	}

	private void putInForce(HealthMember member, @Nullable MaintenanceNotice notice) {
		MaintenanceNotice before = member.maintenance().inForce();
		if (Objects.equals(notice, before)) {
			return;
		}
		member.maintenance().inForce(notice);
		if (notice != null) {
			this.after.drop(member);
		}
		else if (before != null) {
			this.after.begin(member, before);
		}
	}

}
