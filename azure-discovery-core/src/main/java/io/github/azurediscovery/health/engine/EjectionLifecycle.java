package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.probe.InstanceProbeResult;

/**
 * Ejects members and readmits them once they show a sign of life. An instance that did
 * badly while it accepted connections is readmitted on trial: a single call tries it, and
 * one failure ejects it again, for longer. Accessed under the engine's lock only.
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

	/** Stop asking ejected instances for a sign of life. */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Forget what was counted before the machine slept, and ask all ejected members for a
	 * sign of life at once, as their timers stood still.
	 */
	void resumed() {
		this.members.services().forEach((service) -> service.all().forEach((member) -> {
			member.forgive();
			InstanceEjection ejection = member.ejection();
			if (ejection != null && !this.stopped) {
				this.healthChecker.signOfLife(member, ejection.awaited())
					.ask(member.instance(), (finding) -> this.executor.run(() -> returns(member, ejection, finding)));
			}
		}));
	}

	private void returns(HealthMember member, InstanceEjection ejection, InstanceProbeResult finding) {
		if (finding.alive() && ejection.equals(member.ejection())) {
			readmit(member, finding);
		}
	}

	/** Eject a dead member, whatever share of the service is ejected already. */
	void ejectDead(HealthMember member, SignOfLife awaited, String reason) {
		InstanceEjection ejection = member.ejection();
		if (ejection == null) {
			eject(member, EvidenceKind.HARD, awaited, reason);
		}
		else if (!ejection.hard()) {
			member.ejection(ejection.hardened(reason));
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Eject a member that has failed often enough, if most others do better. */
	void ejectOutlier(HealthMember member, String reason) {
		int failures = member.history().streak().length();
		boolean enough = failures >= this.settings.consecutiveFailures() || (member.onTrial() && failures > 0);
		if (enough && !member.gone() && member.ejection() == null
				&& OutlierComparison.standsOut(member, peers(member), this.clock.instant()) && isRoomFor(member)) {
			eject(member, EvidenceKind.SOFT, SignOfLife.ANSWER,
					member.onTrial() ? "failed when it was tried again: " + reason
							: failures + " failures in a row, the last: " + reason);
		}
	}

	/**
	 * Set a member aside, so that others are picked for a moment, if the permitted share
	 * allows it.
	 */
	void setAside(HealthMember member) {
		if (!member.gone() && member.ejection() == null && !member.suspect() && isRoomFor(member)) {
			member.suspect(true);
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Let a member be picked again that was set aside. */
	void endSetAside(HealthMember member) {
		if (member.suspect()) {
			member.suspect(false);
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Let a single call try a member on trial. */
	void tryOnce(HealthMember member) {
		if (member.onTrial()) {
			setAside(member);
			this.executor.schedule(this.settings.baseEjectionTime(), () -> endSetAside(member));
		}
	}

	/** End the trial of a member after a successful call. */
	void acquit(HealthMember member) {
		if (member.onTrial()) {
			member.acquit();
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

	/** Return whether soft evidence may eject one more member of the service. */
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

	private void eject(HealthMember member, EvidenceKind evidence, SignOfLife awaited, String reason) {
		member.eject(evidence, awaited, reason, this.clock.instant(), this.settings);
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
			this.healthChecker.signOfLife(member, ejection.awaited())
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
			member.readmit(now, ejection);
		}
		else {
			Duration again = this.settings.baseEjectionTime();
			member.ejection(ejection.extended(again, now.plus(again)));
			this.executor.schedule(again, () -> retry(member));
		}
		this.publisher.markChanged(member, Cause.OUTLIER);
	}

	/** The instance may not speak HTTP, so that eventually a call has to decide. */
	private boolean isSilentForLong(InstanceEjection ejection) {
		return ejection.served().compareTo(this.settings.maxEjectionTime()) >= 0;
	}

}
