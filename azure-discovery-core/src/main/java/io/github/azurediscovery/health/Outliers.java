package io.github.azurediscovery.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;

/**
 * Takes instances out because of how calls to them ended, and back in once they show a
 * sign of life. Hard evidence acts at once and without a cap; soft evidence needs several
 * failures in a row and takes out no more than a share of the service; after a reset, one
 * connect decides which of the two it is. Whoever is back from soft evidence is on trial:
 * a single call tries it, and one failure puts it out again, for longer.
 * <p>
 * Evidence that changes something is in force when {@link #report} returns; evidence that
 * changes nothing takes no lock.
 */
final class Outliers {

	/** As long as a connect may take. */
	private static final Duration SUSPICION = Duration.ofSeconds(1);

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

	/** Note that a call begins. From any thread. */
	void picked(Member member) {
		if (member.onTrial() && !member.suspect()) {
			this.owner.act(() -> tryOnce(member));
		}
	}

	/** Note how a call ended. From any thread; a plain success is forgotten at once. */
	void report(Member member, Outcome outcome, String reason) {
		if (!this.settings.enabled()) {
			return;
		}
		switch (outcome) {
			case SUCCESS -> success(member);
			case HARD_FAILURE -> hardFailure(member, reason);
			case SOFT_FAILURE -> softFailure(member, reason);
			case SUSPECT -> suspect(member, reason);
		}
	}

	private void success(Member member) {
		member.calls().success();
		if (member.onTrial()) {
			this.owner.act(() -> acquit(member));
		}
	}

	private void hardFailure(Member member, String reason) {
		if (member.verdict().standing() != Standing.HARD) {
			this.owner.act(() -> ejectHard(member, reason));
		}
	}

	private void softFailure(Member member, String reason) {
		if (isIn(member) && (member.calls().failure() % this.settings.consecutiveFailures() == 0 || member.onTrial())) {
			this.owner.act(() -> ejectSoft(member, reason));
		}
	}

	private void suspect(Member member, String reason) {
		if (!this.stopped && isIn(member) && member.calls().suspicion()
				&& this.owner.act(() -> setAside(member, SUSPICION))) {
			this.connect.ask(member.verdict().instance(),
					(finding) -> this.owner.act(() -> decide(member, finding, reason)));
		}
	}

	/** Judged by what is in force, so that whoever is told "out" may rely on it. */
	private static boolean isIn(Member member) {
		return member.verdict().health().outlier() == null;
	}

	private void tryOnce(Member member) {
		if (member.onTrial()) {
			setAside(member, this.settings.baseEjectionTime());
		}
	}

	private void acquit(Member member) {
		if (member.onTrial()) {
			member.acquit();
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	/** Let others be picked for a moment, as far as there is room among them. */
	private void setAside(Member member, Duration atMost) {
		if (!member.gone() && member.ejection() == null && !member.suspect() && isRoomFor(member)) {
			member.suspect(true);
			this.judge.touched(member, Cause.OUTLIER);
			this.owner.after(atMost, () -> noLongerAside(member));
		}
	}

	private void noLongerAside(Member member) {
		if (member.suspect()) {
			member.suspect(false);
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	private void decide(Member member, Finding finding, String reason) {
		noLongerAside(member);
		if (finding.state() == Finding.State.DEAD) {
			ejectHard(member, reason + ", then " + finding.reason());
		}
		else {
			member.calls().suspicionsConfirmed();
			ejectSoft(member, reason);
		}
	}

	private void ejectHard(Member member, String reason) {
		Ejection ejection = member.ejection();
		if (member.gone() || (ejection != null && ejection.hard())) {
			return;
		}
		if (ejection != null) {
			member.ejection(ejection.hardened(reason));
			this.judge.touched(member, Cause.OUTLIER);
		}
		else {
			eject(member, true, reason);
		}
	}

	private void ejectSoft(Member member, String reason) {
		int failures = member.calls().failures();
		boolean enough = failures >= this.settings.consecutiveFailures() || (member.onTrial() && failures > 0);
		if (!member.gone() && member.ejection() == null && enough && isRoomFor(member)) {
			eject(member, false, member.onTrial() ? "failed when it was tried again: " + reason
					: failures + " failures in a row, the last: " + reason);
		}
	}

	/** Return whether the share that soft evidence may take out allows one more. */
	private boolean isRoomFor(Member member) {
		long out = member.service().all().stream().filter((other) -> other != member && isOutSoftly(other)).count();
		return out < this.settings.cap(member.service().all().size());
	}

	private static boolean isOutSoftly(Member member) {
		Ejection ejection = member.ejection();
		return (ejection != null) ? !ejection.hard() : member.suspect();
	}

	private void eject(Member member, boolean hard, String reason) {
		member.eject(hard, reason, this.clock.instant(), this.settings);
		this.judge.touched(member, Cause.OUTLIER);
		this.owner.after(this.settings.ejectionTime(member.ejections()), () -> retry(member));
	}

	private void retry(Member member) {
		Ejection ejection = member.ejection();
		if (member.gone() || ejection == null) {
			return;
		}
		if (this.stopped) {
			this.owner.after(this.settings.baseEjectionTime(), () -> retry(member));
		}
		else {
			this.prober.signOfLife(member, ejection.mustAnswer())
				.ask(member.instance(), (finding) -> this.owner.now(() -> readmit(member, finding)));
		}
	}

	private void readmit(Member member, Finding finding) {
		Ejection ejection = member.ejection();
		if (member.gone() || ejection == null) {
			return;
		}
		Instant now = this.clock.instant();
		if (finding.alive() || (finding.state() == Finding.State.SILENT && isSilentForLong(ejection, now))) {
			member.readmit(now, ejection.mustAnswer());
		}
		else {
			Duration again = this.settings.baseEjectionTime();
			member.ejection(ejection.extended(now.plus(again)));
			this.owner.after(again, () -> retry(member));
		}
		this.judge.touched(member, Cause.OUTLIER);
	}

	/** What listens there may speak no HTTP, so that in the end a call has to tell. */
	private boolean isSilentForLong(Ejection ejection, Instant now) {
		return !now.isBefore(ejection.since().plus(this.settings.maxEjectionTime()));
	}

}
