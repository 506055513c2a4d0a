package io.github.azurediscovery.health.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.maintenance.MaintenanceNotice;
import io.github.azurediscovery.health.maintenance.PendingMaintenanceRecovery;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members out of rotation after their maintenance until they show a sign of life:
 * they accept a connection, and, if the event announced that the VM is removed
 * permanently, Azure lists them once more. Accessed under the engine's lock only.
 */
final class MaintenanceRecoveryWatch {

	private final CombiningExecutor executor;

	private final VerdictPublisher publisher;

	private final InstantSource clock;

	private final InstanceProbe connect;

	/** The members whose event is over and which are not back yet; usually none. */
	private final Set<HealthMember> waiting = new LinkedHashSet<>();

	private boolean stopped = true;

	MaintenanceRecoveryWatch(CombiningExecutor executor, VerdictPublisher publisher, InstantSource clock,
			InstanceProbe connect) {
		this.executor = executor;
		this.publisher = publisher;
		this.clock = clock;
		this.connect = connect;
	}

	void start() {
		this.stopped = false;
	}

	/** Stop sending connection checks. */
	void stop() {
		this.stopped = true;
	}

	/** The event of a member is over. */
	void begin(HealthMember member, MaintenanceNotice event) {
		become(member, PendingMaintenanceRecovery.of(event, this.clock.instant()));
		askUnlessListingIsAwaited(member);
	}

	/** The member has another event to wait for. */
	void drop(HealthMember member) {
		become(member, null);
	}

	/** A source has listed its members in a round that began at this time. */
	void listed(String source, Instant roundBegan) {
		this.waiting.removeIf(HealthMember::gone);
		for (HealthMember member : List.copyOf(this.waiting)) {
			PendingMaintenanceRecovery recovery = member.maintenance().recovery();
			PendingMaintenanceRecovery next = (recovery != null) ? recovery.listed(roundBegan) : null;
			if (next != null && member.instance().source().equals(source) && !member.instance().held()) {
				become(member, next);
				askUnlessListingIsAwaited(member);
			}
		}
	}

	private void askUnlessListingIsAwaited(HealthMember member) {
		PendingMaintenanceRecovery recovery = member.maintenance().recovery();
		if (recovery != null && !recovery.awaitsListing()) {
			ask(member, recovery);
		}
	}

	private void ask(HealthMember member, PendingMaintenanceRecovery recovery) {
		if (member.gone() || !recovery.equals(member.maintenance().recovery())) {
			return;
		}
		if (this.stopped) {
			this.executor.schedule(PendingMaintenanceRecovery.RETRY, () -> ask(member, recovery));
		}
		else {
			this.connect.ask(member.instance(),
					(finding) -> this.executor.submit(() -> answered(member, recovery, finding)));
		}
	}

	private void answered(HealthMember member, PendingMaintenanceRecovery recovery, InstanceProbeResult finding) {
		if (recovery.equals(member.maintenance().recovery()) && finding.alive()) {
			become(member, null);
		}
		else {
			this.executor.schedule(PendingMaintenanceRecovery.RETRY, () -> ask(member, recovery));
		}
	}

	private void become(HealthMember member, @Nullable PendingMaintenanceRecovery recovery) {
		member.maintenance().recovery(recovery);
		if (recovery != null) {
			this.waiting.add(member);
		}
		else {
			this.waiting.remove(member);
		}
		this.publisher.markChanged(member, Cause.MAINTENANCE);
	}

}
