package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.probe.InstanceProbeResult;

/**
 * Takes members out of rotation and lets them back in once they show a sign of life. An
 * instance that did badly while it accepted connections is back on trial: a single call
 * tries it, and one failure puts it out again, for longer. Under the engine's lock only.
 */
final class EjectionLifecycle {

	private final OutlierSettings settings;

	private final CombiningExecutor executor;

	private final VerdictPublisher publisher;

	private final MemberDirectory members;

	private final InstantSource clock;

	private final ActiveHealthChecker healthChecker;

	private volatile boolean stopped;

	EjectionLifecycle(OutlierSettings settings, CombiningExecutor executor, VerdictPublisher publisher,
			MemberDirectory members, InstantSource clock, ActiveHealthChecker healthChecker) {
		this.settings = settings;
		this.executor = executor;
		this.publisher = publisher;
		this.members = members;
		this.clock = clock;
		this.healthChecker = healthChecker;
	}

	void start() {
		this.stopped = false;
	}

	/** Ask instances for no sign of life any more. */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Forget what was counted before the machine slept, and ask all that are ejected for
	 * a sign of life without waiting for their time: it stood still.
	 */
	void resumed() {
		this.members.services().forEach((service) -> service.all().forEach((member) -> {
			member.forgive();
			InstanceEjection ejection = member.ejection();
			if (ejection != null && !this.stopped) {
				this.healthChecker.signOfLife(member, ejection.mustAnswer())
					.ask(member.instance(), (finding) -> this.executor.run(() -> returns(member, ejection, finding)));
			}
		}));
	}

	private void returns(HealthMember member, InstanceEjection ejection, InstanceProbeResult finding) {
		if (finding.alive() && ejection.equals(member.ejection())) {
			readmit(member, finding);
		}
	}

	/** Eject a member that is dead, whatever share of the service is out already. */
	void ejectDead(HealthMember member, boolean mustAnswer, String reason) {
		InstanceEjection ejection = member.ejection();
		if (ejection == null) {
			eject(member, true, mustAnswer, reason);
		}
		else if (!ejection.hard()) {
			member.ejection(ejection.hardened(reason));
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Eject a member that has failed often enough, if it is an outlier. */
	void ejectOutlier(HealthMember member, String reason) {
		int failures = member.history().streak().length();
		boolean enough = failures >= this.settings.consecutiveFailures() || (member.onTrial() && failures > 0);
		if (enough && !member.gone() && member.ejection() == null
				&& OutlierComparison.standsOut(member, peers(member), this.clock.instant()) && isRoomFor(member)) {
			eject(member, false, true, member.onTrial() ? "failed when it was tried again: " + reason
					: failures + " failures in a row, the last: " + reason);
		}
	}

	/** Let others be picked for a moment, as far as there is room among them. */
	void setAside(HealthMember member) {
		if (!member.gone() && member.ejection() == null && !member.suspect() && isRoomFor(member)) {
			member.suspect(true);
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Let a member be picked that was set aside. */
	void endSetAside(HealthMember member) {
		if (member.suspect()) {
			member.suspect(false);
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Let a single call try a member that is on trial. */
	void tryOnce(HealthMember member) {
		if (member.onTrial()) {
			setAside(member);
			this.executor.schedule(this.settings.baseEjectionTime(), () -> endSetAside(member));
		}
	}

	/** End the trial of a member: a call succeeded. */
	void acquit(HealthMember member) {
		if (member.onTrial()) {
			member.acquit();
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Return whether the share that soft evidence may take out allows one more. */
	private boolean isRoomFor(HealthMember member) {
		List<HealthMember> peers = peers(member);
		long out = peers.stream().filter((other) -> other != member && isOutSoftly(other)).count();
		return out < this.settings.cap(peers.size());
	}

	private List<HealthMember> peers(HealthMember member) {
		return this.members.serviceOf(member).all();
	}

	private static boolean isOutSoftly(HealthMember member) {
		InstanceEjection ejection = member.ejection();
		return (ejection != null) ? !ejection.hard() : member.suspect();
	}

	private void eject(HealthMember member, boolean hard, boolean mustAnswer, String reason) {
		member.eject(hard, mustAnswer, reason, this.clock.instant(), this.settings);
		this.publisher.markChanged(member, Cause.OUTLIER);
		this.executor.schedule(this.settings.ejectionTime(member.ejections()), () -> retry(member));
	}

	private void retry(HealthMember member) {
		InstanceEjection ejection = member.ejection();
		if (member.gone() || ejection == null) {
			return;
		}
		if (this.stopped) {
			this.executor.schedule(this.settings.baseEjectionTime(), () -> retry(member));
		}
		else {
			this.healthChecker.signOfLife(member, ejection.mustAnswer())
				.ask(member.instance(), (finding) -> this.executor.run(() -> readmit(member, finding)));
		}
	}

	private void readmit(HealthMember member, InstanceProbeResult finding) {
		InstanceEjection ejection = member.ejection();
		if (member.gone() || ejection == null) {
			return;
		}
		Instant now = this.clock.instant();
		if (finding.alive() || (finding.state() == InstanceProbeResult.State.SILENT && isSilentForLong(ejection))) {
			member.readmit(now, ejection.mustAnswer());
		}
		else {
			Duration again = this.settings.baseEjectionTime();
			member.ejection(ejection.extended(again, now.plus(again)));
			this.executor.schedule(again, () -> retry(member));
		}
		this.publisher.markChanged(member, Cause.OUTLIER);
	}

	/** What listens there may speak no HTTP, so that in the end a call has to tell. */
	private boolean isSilentForLong(InstanceEjection ejection) {
		return ejection.served().compareTo(this.settings.maxEjectionTime()) >= 0;
	}

}
