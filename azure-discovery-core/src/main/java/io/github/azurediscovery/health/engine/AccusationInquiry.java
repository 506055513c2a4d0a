package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.engine.OpenAccusations.ConfirmingConnection;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.health.probe.ProbeFactory;

/**
 * Confirms the accusations of callers: the instance is set aside at once, and one
 * connection of the library decides. Opens at most ten connections a second to an
 * instance, whatever the callers' rate. Accessed under the engine's lock only.
 */
final class AccusationInquiry {

	/** The minimum time from one connection to the next, for each instance. */
	private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(100);

	private final CombiningExecutor executor;

	private final VerdictPublisher publisher;

	private final EjectionLifecycle ejector;

	private final InstantSource clock;

	private final InstanceProbe connect;

	private final InstanceProbe lastingConnect;

	private final InstanceProbe handshake;

	private volatile boolean stopped;

	AccusationInquiry(CombiningExecutor executor, VerdictPublisher publisher, EjectionLifecycle ejector,
			InstantSource clock, ProbeFactory network) {
		this.executor = executor;
		this.publisher = publisher;
		this.ejector = ejector;
		this.clock = clock;
		this.connect = network.connect();
		this.lastingConnect = network.lastingConnect();
		this.handshake = network.handshake();
	}

	void start() {
		this.stopped = false;
	}

	/** Ignore accusations from now on. */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Take an accusation.
	 * @param member the accused
	 * @param outcome how the call ended
	 * @param reason the evidence in a few words
	 */
	void accuse(HealthMember member, CallOutcome outcome, String reason) {
		InstanceEjection ejection = member.ejection();
		if (this.stopped || member.gone() || (ejection != null && ejection.hard())) {
			return;
		}
		if (outcome == CallOutcome.TLS_FAILURE && member.accusations().isHandshakeFresh(this.clock.instant())) {
			doubtTrust(member, member.history().takeSuspicions(), reason);
			return;
		}
		if (outcome == CallOutcome.SUSPECT) {
			this.ejector.setAside(member);
		}
		else if (ejection == null && member.accusations().accuse()) {
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
		member.accusations().add(outcome, reason);
		inquire(member);
	}

	/** A call succeeded while accusations waited for the next connection. */
	void refute(HealthMember member) {
		if (member.accusations().waits() && !member.gone()) {
			member.accusations().drop();
			member.history().doubted(false);
			acceptsConnections(member);
		}
	}

	/**
	 * Open one connection that decides. If one has just refuted an accusation, the next
	 * waits for a moment, and a call that succeeds meanwhile refutes what waits.
	 */
	private void inquire(HealthMember member) {
		member.history().doubted(member.accusations().waits());
		if (!member.accusations().due()) {
			return;
		}
		ConfirmingConnection connection = member.accusations().begin();
		this.executor.schedule(BETWEEN_CONNECTIONS, () -> {
			member.accusations().rested();
			inquire(member);
		});
		probe(connection).ask(member.instance(),
				(finding) -> this.executor.submit(() -> decide(member, connection, finding)));
	}

	private InstanceProbe probe(ConfirmingConnection connection) {
		if (connection.needsHandshake()) {
			return this.handshake;
		}
		return connection.followsBrokenConnection() ? this.lastingConnect : this.connect;
	}

	private void decide(HealthMember member, ConfirmingConnection connection, InstanceProbeResult finding) {
		member.accusations().decided();
		if (member.gone()) {
			return;
		}
		if (finding.state() == InstanceProbeResult.State.DEAD) {
			this.ejector.ejectDead(member, connection.awaited(), connection.reason(finding));
			return;
		}
		if (connection.needsHandshake() && finding.alive()) {
			member.accusations().handshakeCompleted(this.clock.instant());
			doubtTrust(member, member.history().takeSuspicions(), connection.reason());
		}
		else if (connection.countsAsSoft() && member.ejection() == null) {
			member.history().failed(member.history().takeSuspicions(), this.clock.instant());
			this.ejector.ejectOutlier(member, connection.reason());
		}
		if (member.accusations().isEmpty()) {
			acceptsConnections(member);
		}
		inquire(member);
	}

	/**
	 * The library's handshake completes, and a caller's does not: one of the two
	 * certificates is wrong. If another caller has succeeded lately, it is not the
	 * instance's.
	 */
	private void doubtTrust(HealthMember member, int failures, String reason) {
		Instant now = this.clock.instant();
		if (member.ejection() == null && !member.history().streak().endedLately(now)) {
			member.history().failed(failures, now);
			this.ejector.ejectOutlier(member, reason);
		}
	}

	private void acceptsConnections(HealthMember member) {
		this.ejector.endSetAside(member);
		if (member.accusations().exonerate()) {
			this.publisher.markChanged(member, Cause.OUTLIER);
		}
	}

}
