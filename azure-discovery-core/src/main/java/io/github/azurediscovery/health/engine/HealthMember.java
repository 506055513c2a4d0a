package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.maintenance.MaintenanceNotice;
import io.github.azurediscovery.health.maintenance.PendingRecovery;
import io.github.azurediscovery.health.probe.ProbeHistory;
import org.jspecify.annotations.Nullable;

/**
 * One instance at one address, and all that is held against it. Written under the owner's
 * lock; what is volatile is read, and calls are told of, on any thread. Its id and
 * address never change.
 */
final class HealthMember {

	private final ServiceMembers service;

	private final MemberCallReporter calls;

	private final ProbeHistory probe = new ProbeHistory();

	private volatile InstanceVerdict verdict;

	private volatile boolean suspect;

	private volatile boolean accused;

	private boolean accusedAgain;

	private final OpenAccusations accusations = new OpenAccusations();

	private InstanceVerdict judged;

	private volatile @Nullable InstanceEjection ejection;

	private Instance instance;

	private @Nullable MaintenanceNotice announced;

	private @Nullable MaintenanceNotice notice;

	private @Nullable PendingRecovery aftermath;

	private int ejections;

	private Instant returned = Instant.MIN;

	private boolean probing;

	private int position;

	/**
	 * Create a member that nothing is held against.
	 * @param calls makes what tells of the calls to it
	 * @param before the verdict while it was at another address, or {@code null}
	 */
	HealthMember(ServiceMembers service, Instance instance, Function<HealthMember, MemberCallReporter> calls,
			@Nullable InstanceVerdict before) {
		this.service = service;
		this.calls = calls.apply(this);
		this.instance = instance;
		this.judged = (before != null) ? before : InstanceVerdict.byPlatformAlone(instance);
		this.verdict = this.judged;
	}

	ServiceMembers service() {
		return this.service;
	}

	MemberCallReporter calls() {
		return this.calls;
	}

	ProbeHistory probe() {
		return this.probe;
	}

	/** Return the verdict that anybody may read: the routes follow it already. */
	InstanceVerdict verdict() {
		return this.verdict;
	}

	/** Return the verdict that the routes are to follow. */
	InstanceVerdict judged() {
		return this.judged;
	}

	@Nullable InstanceEjection ejection() {
		return this.ejection;
	}

	Instance instance() {
		return this.instance;
	}

	/** Return whether it left, or moved to another address. */
	boolean gone() {
		return this.calls.gone();
	}

	/** Return whether an instance has the same address, which a member keeps. */
	boolean livesAt(Instance other) {
		return this.instance.port() == other.port() && this.instance.host().equals(other.host());
	}

	void instance(Instance next) {
		this.instance = next;
	}

	/** Return its place among the members of its service. */
	int position() {
		return this.position;
	}

	void position(int position) {
		this.position = position;
	}

	/** Return whether probing begins now; it may be under way. */
	boolean beginProbing() {
		boolean begins = !this.probing;
		this.probing = true;
		return begins;
	}

	void endProbing() {
		this.probing = false;
	}

	/** Return what is announced for later. */
	@Nullable MaintenanceNotice announced() {
		return this.announced;
	}

	void announced(@Nullable MaintenanceNotice notice) {
		this.announced = notice;
	}

	/** Return what keeps it out of rotation now. */
	@Nullable MaintenanceNotice notice() {
		return this.notice;
	}

	void notice(@Nullable MaintenanceNotice notice) {
		this.notice = notice;
	}

	/** Return what is left of an event that is over. */
	@Nullable PendingRecovery aftermath() {
		return this.aftermath;
	}

	void aftermath(@Nullable PendingRecovery aftermath) {
		this.aftermath = aftermath;
	}

	private @Nullable String maintenance() {
		if (this.notice != null) {
			return this.notice.words();
		}
		return (this.aftermath != null) ? this.aftermath.toString() : null;
	}

	void leave() {
		this.calls.leave();
	}

	/** Return whether others are picked for a moment. */
	boolean suspect() {
		return this.suspect;
	}

	void suspect(boolean suspect) {
		this.suspect = suspect;
	}

	/**
	 * Return whether it is offered to no caller until a connection of ours has decided.
	 */
	boolean accused() {
		return this.accused;
	}

	/**
	 * Note an accusation.
	 * @return whether that changes what callers are offered
	 */
	boolean accuse() {
		boolean changes = !this.accused || (this.accusations.waits() && !this.accusedAgain);
		this.accusedAgain |= this.accused && this.accusations.waits();
		this.accused = true;
		return changes;
	}

	/** Drop the accusations, and return whether there were any. */
	boolean exonerate() {
		boolean changes = this.accused;
		this.accused = false;
		this.accusedAgain = false;
		return changes;
	}

	/** Return what no connection of ours has decided yet. */
	OpenAccusations accusations() {
		return this.accusations;
	}

	/** Return whether it is back, but a single failure puts it out again. */
	boolean onTrial() {
		return this.calls.onTrial();
	}

	void acquit() {
		this.calls.onTrial(false);
		this.suspect = false;
	}

	void eject(boolean hard, boolean mustAnswer, String reason, Instant now, OutlierSettings settings) {
		int remembered = this.returned.equals(Instant.MIN) ? 0
				: Math.max(0, this.ejections - settings.forgiven(Duration.between(this.returned, now)));
		this.ejections = remembered + 1;
		this.ejection = new InstanceEjection(hard, mustAnswer || onTrial(), settings.ejectionTime(this.ejections),
				now.plus(settings.ejectionTime(this.ejections)), reason);
		acquit();
		exonerate();
		this.accusations.drop();
		this.calls.forget();
	}

	int ejections() {
		return this.ejections;
	}

	/** Forget how it did before; an ejection stays. */
	void forgive() {
		this.ejections = 0;
		this.calls.forget();
	}

	void ejection(InstanceEjection changed) {
		this.ejection = changed;
	}

	/** Let it be picked again; what callers report from here on counts. */
	void readmit(Instant now, boolean onTrial) {
		this.calls.forget();
		this.calls.onTrial(onTrial);
		this.returned = now;
		this.ejection = null;
	}

	/** Sum up. */
	InstanceVerdict judge() {
		InstanceEjection out = this.ejection;
		String maintenance = maintenance();
		boolean unwell = !this.instance.platform().routable() || !this.probe.healthy() || out != null;
		InstanceStanding standing = standingOfTheRoutable();
		if (out != null && out.hard()) {
			standing = InstanceStanding.HARD;
		}
		else if (maintenance != null) {
			standing = InstanceStanding.MAINTENANCE;
		}
		else if (unwell) {
			standing = InstanceStanding.SOFT;
		}
		this.judged = new InstanceVerdict(this.instance,
				new InstanceHealth(standing.routable(), this.instance.platform(), maintenance,
						this.probe.known() ? this.probe.toString() : null, Objects.toString(out, null),
						(this.announced != null) ? this.announced.words() : null),
				standing);
		return this.judged;
	}

	private InstanceStanding standingOfTheRoutable() {
		if (this.accused) {
			return this.accusedAgain ? InstanceStanding.ACCUSED_AGAIN : InstanceStanding.ACCUSED;
		}
		return this.suspect ? InstanceStanding.SUSPECT : InstanceStanding.ROUTABLE;
	}

	/** Let anybody read what was judged last. */
	void publish() {
		this.verdict = this.judged;
	}

	@Override
	public String toString() {
		return this.instance.name() + " (" + this.instance.host() + ":" + this.instance.port() + ")";
	}

}
