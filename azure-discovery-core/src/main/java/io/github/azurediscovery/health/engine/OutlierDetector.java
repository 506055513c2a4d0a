package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.engine.OpenAccusations.Inquiry;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.ProbeFactory;
import io.github.azurediscovery.health.probe.ProbeResult;

/**
 * Takes instances out because of how calls to them ended, and back in once they show a
 * sign of life.
 * <p>
 * A caller's word that an instance cannot be reached is confirmed: the instance is set
 * aside at once, and one connection of ours decides. An instance that does badly is out
 * after several failures in a row, up to a share of the service, and only where most of
 * the others do better. An instance that is back after that is on trial: a single call
 * tries it, and one failure puts it out again, for longer.
 * <p>
 * Evidence that changes something is in force when {@link #report} returns; evidence that
 * changes nothing takes no lock.
 */
final class OutlierDetector {

	/** At least this long from one of our connections to the next, for each instance. */
	private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(100);

	private final OutlierSettings settings;

	private final CombiningExecutor owner;

	private final VerdictPublisher judge;

	private final InstantSource clock;

	private final InstanceProbe connect;

	private final InstanceProbe lastingConnect;

	private final InstanceProbe handshake;

	private final ActiveHealthChecker prober;

	private volatile boolean stopped;

	OutlierDetector(OutlierSettings settings, CombiningExecutor owner, VerdictPublisher judge, InstantSource clock,
			ProbeFactory network, ActiveHealthChecker prober) {
		this.settings = settings;
		this.owner = owner;
		this.judge = judge;
		this.clock = clock;
		this.connect = network.connect();
		this.lastingConnect = network.lastingConnect();
		this.handshake = network.handshake();
		this.prober = prober;
	}

	void start() {
		this.stopped = false;
	}

	/** Stop asking instances for a sign of life. */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Forget what was counted before the machine slept, and ask all that are ejected for
	 * a sign of life without waiting for their time: it stood still.
	 */
	void resumed(Collection<ServiceMembers> services) {
		services.forEach((service) -> service.all().forEach((member) -> {
			member.forgive();
			InstanceEjection ejection = member.ejection();
			if (ejection != null && !this.stopped) {
				this.prober.signOfLife(member, ejection.mustAnswer())
					.ask(member.instance(), (finding) -> this.owner.now(() -> returns(member, ejection, finding)));
			}
		}));
	}

	private void returns(HealthMember member, InstanceEjection ejection, ProbeResult finding) {
		if (finding.alive() && ejection.equals(member.ejection())) {
			readmit(member, finding);
		}
	}

	/** Note that a call begins. From any thread. */
	void picked(HealthMember member) {
		if (member.onTrial() && !member.suspect()) {
			this.owner.act(() -> tryOnce(member));
		}
	}

	/** Note how a call ended. From any thread; a plain success is forgotten at once. */
	void report(HealthMember member, CallOutcome outcome, String reason) {
		if (!this.settings.enabled()) {
			return;
		}
		switch (outcome) {
			case SUCCESS -> success(member);
			case SOFT_FAILURE -> softFailure(member, reason);
			case HARD_FAILURE -> hardFailure(member, reason);
			case TLS_FAILURE, SUSPECT -> suspicion(member, outcome, reason);
		}
	}

	private void success(HealthMember member) {
		member.calls().succeeded();
		if (member.onTrial()) {
			this.owner.act(() -> acquit(member));
		}
		if (member.calls().doubted()) {
			this.owner.act(() -> refute(member));
		}
	}

	private void softFailure(HealthMember member, String reason) {
		if (isIn(member)) {
			int failures = member.calls().failed(1, this.clock.instant());
			if (failures >= this.settings.consecutiveFailures() || member.onTrial()) {
				this.owner.act(() -> ejectSoft(member, reason));
			}
		}
	}

	private void hardFailure(HealthMember member, String reason) {
		InstanceEjection ejection = member.ejection();
		if (member.verdict().standing() != InstanceStanding.HARD || ejection == null || !ejection.hard()) {
			this.owner.act(() -> accuse(member, CallOutcome.HARD_FAILURE, reason));
		}
	}

	private void suspicion(HealthMember member, CallOutcome outcome, String reason) {
		if (isIn(member)) {
			member.calls().suspicion();
			this.owner.act(() -> accuse(member, outcome, reason));
		}
	}

	/**
	 * Judged by what is in force, so that a caller who is told "out" may rely on it; and
	 * by the ejection itself, which ends a moment before that is in force.
	 */
	private static boolean isIn(HealthMember member) {
		return member.verdict().health().outlier() == null || member.ejection() == null;
	}

	private void accuse(HealthMember member, CallOutcome outcome, String reason) {
		InstanceEjection ejection = member.ejection();
		if (this.stopped || member.gone() || (ejection != null && ejection.hard())) {
			return;
		}
		if (outcome == CallOutcome.TLS_FAILURE && member.accusations().isHandshakeFresh(this.clock.instant())) {
			doubtTrust(member, member.calls().takeSuspicions(), reason);
			return;
		}
		if (outcome == CallOutcome.SUSPECT) {
			setAside(member);
		}
		else if (ejection == null && member.accuse()) {
			this.judge.touched(member, Cause.OUTLIER);
		}
		member.accusations().add(outcome, reason);
		inquire(member);
	}

	/**
	 * Let one connection of ours decide. Where one has just refuted an accusation, the
	 * next waits for a moment, and a call that succeeds meanwhile refutes what waits.
	 */
	private void inquire(HealthMember member) {
		member.calls().doubted(member.accusations().waits());
		if (!member.accusations().due()) {
			return;
		}
		Inquiry inquiry = member.accusations().begin();
		this.owner.after(BETWEEN_CONNECTIONS, () -> {
			member.accusations().rested();
			inquire(member);
		});
		probe(inquiry).ask(member.instance(), (finding) -> this.owner.hand(() -> decide(member, inquiry, finding)));
	}

	private InstanceProbe probe(Inquiry inquiry) {
		if (inquiry.needsHandshake()) {
			return this.handshake;
		}
		return inquiry.hasBrokenConnection() ? this.lastingConnect : this.connect;
	}

	private void decide(HealthMember member, Inquiry inquiry, ProbeResult finding) {
		member.accusations().decided();
		if (member.gone()) {
			return;
		}
		if (finding.state() == ProbeResult.State.DEAD) {
			ejectHard(member, inquiry.needsHandshake(), inquiry.reason(finding));
			return;
		}
		if (inquiry.needsHandshake() && finding.alive()) {
			member.accusations().handshakeCompleted(this.clock.instant());
			doubtTrust(member, member.calls().takeSuspicions(), inquiry.reason());
		}
		else if (inquiry.countsAsSoft() && member.ejection() == null) {
			member.calls().failed(member.calls().takeSuspicions(), this.clock.instant());
			ejectSoft(member, inquiry.reason());
		}
		if (member.accusations().isEmpty()) {
			acceptsConnections(member);
		}
		inquire(member);
	}

	/**
	 * A handshake of ours completes, and a caller's does not: one of the two certificates
	 * is wrong. Where another caller has succeeded lately, it is not the instance's.
	 */
	private void doubtTrust(HealthMember member, int failures, String reason) {
		Instant now = this.clock.instant();
		if (member.ejection() == null && !member.calls().streak().endedLately(now)) {
			member.calls().failed(failures, now);
			ejectSoft(member, reason);
		}
	}

	private void refute(HealthMember member) {
		if (member.accusations().waits() && !member.gone()) {
			member.accusations().drop();
			member.calls().doubted(false);
			acceptsConnections(member);
		}
	}

	private void acceptsConnections(HealthMember member) {
		noLongerAside(member);
		if (member.exonerate()) {
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	private void tryOnce(HealthMember member) {
		if (member.onTrial()) {
			setAside(member);
			this.owner.after(this.settings.baseEjectionTime(), () -> noLongerAside(member));
		}
	}

	private void acquit(HealthMember member) {
		if (member.onTrial()) {
			member.acquit();
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	/** Let others be picked for a moment, as far as there is room among them. */
	private void setAside(HealthMember member) {
		if (!member.gone() && member.ejection() == null && !member.suspect() && isRoomFor(member)) {
			member.suspect(true);
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	private void noLongerAside(HealthMember member) {
		if (member.suspect()) {
			member.suspect(false);
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	private void ejectHard(HealthMember member, boolean mustAnswer, String reason) {
		InstanceEjection ejection = member.ejection();
		if (ejection == null) {
			eject(member, true, mustAnswer, reason);
		}
		else if (!ejection.hard()) {
			member.ejection(ejection.hardened(reason));
			this.judge.touched(member, Cause.OUTLIER);
		}
	}

	private void ejectSoft(HealthMember member, String reason) {
		int failures = member.calls().streak().length();
		boolean enough = failures >= this.settings.consecutiveFailures() || (member.onTrial() && failures > 0);
		if (enough && !member.gone() && member.ejection() == null
				&& OutlierComparison.standsOut(member, this.clock.instant()) && isRoomFor(member)) {
			eject(member, false, true, member.onTrial() ? "failed when it was tried again: " + reason
					: failures + " failures in a row, the last: " + reason);
		}
	}

	/** Return whether the share that soft evidence may take out allows one more. */
	private boolean isRoomFor(HealthMember member) {
		long out = member.service().all().stream().filter((other) -> other != member && isOutSoftly(other)).count();
		return out < this.settings.cap(member.service().all().size());
	}

	private static boolean isOutSoftly(HealthMember member) {
		InstanceEjection ejection = member.ejection();
		return (ejection != null) ? !ejection.hard() : member.suspect();
	}

	private void eject(HealthMember member, boolean hard, boolean mustAnswer, String reason) {
		member.eject(hard, mustAnswer, reason, this.clock.instant(), this.settings);
		this.judge.touched(member, Cause.OUTLIER);
		this.owner.after(this.settings.ejectionTime(member.ejections()), () -> retry(member));
	}

	private void retry(HealthMember member) {
		InstanceEjection ejection = member.ejection();
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

	private void readmit(HealthMember member, ProbeResult finding) {
		InstanceEjection ejection = member.ejection();
		if (member.gone() || ejection == null) {
			return;
		}
		Instant now = this.clock.instant();
		if (finding.alive() || (finding.state() == ProbeResult.State.SILENT && isSilentForLong(ejection))) {
			member.readmit(now, ejection.mustAnswer());
		}
		else {
			Duration again = this.settings.baseEjectionTime();
			member.ejection(ejection.extended(again, now.plus(again)));
			this.owner.after(again, () -> retry(member));
		}
		this.judge.touched(member, Cause.OUTLIER);
	}

	/** What listens there may speak no HTTP, so that in the end a call has to tell. */
	private boolean isSilentForLong(InstanceEjection ejection) {
		return ejection.served().compareTo(this.settings.maxEjectionTime()) >= 0;
	}

}
