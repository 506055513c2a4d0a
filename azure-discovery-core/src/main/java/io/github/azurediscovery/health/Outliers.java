package io.github.azurediscovery.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;

/**
 * Takes instances out because of how calls to them ended, and back in once they show a
 * sign of life. Hard evidence acts at once and without a cap; soft evidence needs several
 * failures in a row and takes out no more than a share of the service; after a reset, one
 * connect decides which of the two it is.
 */
final class Outliers {

	private final OutlierSettings settings;

	private final Owner owner;

	private final Judge judge;

	private final InstantSource clock;

	private final Probe connect;

	private final Prober prober;

	private volatile boolean stopped;

	Outliers(OutlierSettings settings, Owner owner, Judge judge, InstantSource clock, Probe connect, Prober prober) {
		this.settings = settings;
		this.owner = owner;
		this.judge = judge;
		this.clock = clock;
		this.connect = connect;
		this.prober = prober;
	}

	void start() {
		this.stopped = false;
	}

	/** Ask nobody for a sign of life any more. */
	void stop() {
		this.stopped = true;
	}

	/** Note how a call ended. From any thread; a plain success is forgotten at once. */
	void report(Member member, Outcome outcome, String reason) {
		switch (outcome) {
			case SUCCESS -> member.streak().success();
			case HARD_FAILURE -> hardFailure(member, reason);
			case SOFT_FAILURE -> softFailure(member, reason);
			case SUSPECT -> suspect(member, reason);
		}
	}

	private void hardFailure(Member member, String reason) {
		Ejection ejection = member.ejection();
		if (ejection == null || !ejection.hard()) {
			this.owner.hand(() -> ejectHard(member, reason));
		}
	}

	private void softFailure(Member member, String reason) {
		if (member.ejection() == null && member.streak().failure() % this.settings.consecutiveFailures() == 0) {
			this.owner.hand(() -> ejectSoft(member, reason));
		}
	}

	private void suspect(Member member, String reason) {
		if (!this.stopped && member.ejection() == null && member.streak().suspicion()) {
			this.connect.ask(member.verdict().instance(),
					(finding) -> this.owner.hand(() -> decide(member, finding, reason)));
		}
	}

	private void decide(Member member, Finding finding, String reason) {
		if (finding.state() == Finding.State.DEAD) {
			ejectHard(member, reason + ", then " + finding.reason());
		}
		else {
			member.streak().suspicionsConfirmed();
			ejectSoft(member, reason);
		}
	}

	private void ejectHard(Member member, String reason) {
		Ejection ejection = member.ejection();
		if (member.gone() || (ejection != null && ejection.hard())) {
			return;
		}
		if (ejection != null) {
			member.ejection(new Ejection(true, ejection.until(), reason));
			this.judge.touched(member, Cause.OUTLIER);
		}
		else {
			eject(member, true, reason);
		}
	}

	private void ejectSoft(Member member, String reason) {
		int failures = member.streak().length();
		if (member.gone() || member.ejection() != null || failures < this.settings.consecutiveFailures()) {
			return;
		}
		long out = member.service().all().stream().filter(Outliers::softlyEjected).count();
		if (out < this.settings.cap(member.service().all().size())) {
			eject(member, false, failures + " failures in a row, the last: " + reason);
		}
	}

	private static boolean softlyEjected(Member member) {
		Ejection ejection = member.ejection();
		return ejection != null && !ejection.hard();
	}

	private void eject(Member member, boolean hard, String reason) {
		member.eject(hard, reason, this.clock.instant(), this.settings);
		this.judge.touched(member, Cause.OUTLIER);
		this.owner.after(this.settings.ejectionTime(member.ejections()), () -> retry(member));
	}

	private void retry(Member member) {
		if (this.stopped && !member.gone()) {
			this.owner.after(this.settings.baseEjectionTime(), () -> retry(member));
		}
		else if (!member.gone()) {
			this.prober.probeFor(member, this.connect)
				.ask(member.instance(), (finding) -> this.owner.hand(() -> readmit(member, finding)));
		}
	}

	private void readmit(Member member, Finding finding) {
		Ejection ejection = member.ejection();
		if (member.gone() || ejection == null) {
			return;
		}
		Instant now = this.clock.instant();
		if (finding.alive()) {
			member.readmit(now);
		}
		else {
			Duration again = this.settings.baseEjectionTime();
			member.ejection(ejection.extended(now.plus(again)));
			this.owner.after(again, () -> retry(member));
		}
		this.judge.touched(member, Cause.OUTLIER);
	}

}
