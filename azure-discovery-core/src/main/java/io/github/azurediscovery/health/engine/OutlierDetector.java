package io.github.azurediscovery.health.engine;

import java.time.InstantSource;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.probe.ProbeFactory;

/**
 * Decides what the end of a call means for the called instance.
 * <p>
 * {@link AccusationInquiry} confirms a caller's report that an instance cannot be
 * reached. {@link EjectionLifecycle} ejects an instance after several failures in a row,
 * up to a share of the service, and only if most of the others do better.
 * <p>
 * A change is in effect when {@link #report} returns; evidence that changes nothing takes
 * no lock.
 */
final class OutlierDetector {

	private final OutlierSettings settings;

	private final CombiningExecutor executor;

	private final InstantSource clock;

	private final EjectionLifecycle ejector;

	private final AccusationInquiry inquiry;

	OutlierDetector(OutlierSettings settings, CombiningExecutor executor, VerdictPublisher publisher,
			MemberDirectory members, InstantSource clock, ProbeFactory network, ActiveHealthChecker healthChecker) {
		this.settings = settings;
		this.executor = executor;
		this.clock = clock;
		this.ejector = new EjectionLifecycle(settings, executor, publisher, members, clock, healthChecker);
		this.inquiry = new AccusationInquiry(executor, publisher, this.ejector, clock, network);
	}

	void start() {
		this.ejector.start();
		this.inquiry.start();
	}

	/** Stop opening connections to instances. */
	void stop() {
		this.ejector.stop();
		this.inquiry.stop();
	}

	/** The machine has slept: what was counted before is outdated. */
	void resumed() {
		this.ejector.resumed();
	}

	/** Note that a call begins. From any thread. */
	void picked(HealthMember member) {
		if (member.onTrial() && !member.suspect()) {
			this.executor.runUnlessEnded(() -> this.ejector.tryOnce(member));
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
		member.history().succeeded();
		if (member.onTrial()) {
			this.executor.runUnlessEnded(() -> this.ejector.acquit(member));
		}
		if (member.history().doubted()) {
			this.executor.runUnlessEnded(() -> this.inquiry.refute(member));
		}
	}

	private void softFailure(HealthMember member, String reason) {
		if (isIn(member)) {
			int failures = member.history().failed(1, this.clock.instant());
			if (failures >= this.settings.consecutiveFailures() || member.onTrial()) {
				this.executor.runUnlessEnded(() -> this.ejector.ejectOutlier(member, reason));
			}
		}
	}

	private void hardFailure(HealthMember member, String reason) {
		InstanceEjection ejection = member.ejection();
		if (member.verdict().standing() != InstanceStanding.HARD || ejection == null || !ejection.hard()) {
			this.executor.runUnlessEnded(() -> this.inquiry.accuse(member, CallOutcome.HARD_FAILURE, reason));
		}
	}

	private void suspicion(HealthMember member, CallOutcome outcome, String reason) {
		if (isIn(member)) {
			member.history().suspicion();
			this.executor.runUnlessEnded(() -> this.inquiry.accuse(member, outcome, reason));
		}
	}

	/**
	 * Return whether a member is in rotation: by the readable verdict, so that a caller
	 * that reads "ejected" may rely on it, and by the ejection itself, which ends a
	 * moment before the verdict changes.
	 */
	private static boolean isIn(HealthMember member) {
		return member.verdict().health().outlier() == null || member.ejection() == null;
	}

}
