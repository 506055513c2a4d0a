package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.probe.InstanceProbeHistory;
import org.jspecify.annotations.Nullable;

/**
 * One instance at one address, and all evidence against it. Written under the engine's
 * lock; volatile fields are read, and calls are reported, on any thread. Its id and
 * address never change.
 */
final class HealthMember {

	private final CallReporter reporter;

	private final MemberCallHistory history = new MemberCallHistory();

	private final InstanceProbeHistory probe = new InstanceProbeHistory();

	private volatile InstanceVerdict verdict;

	private volatile boolean suspect;

	private volatile boolean gone;

	private final OpenAccusations accusations = new OpenAccusations();

	private InstanceVerdict judged;

	private volatile @Nullable InstanceEjection ejection;

	private Instance instance;

	private final MemberMaintenanceState maintenance = new MemberMaintenanceState();

	private int ejections;

	private Instant returned = Instant.MIN;

	private boolean probing;

	private int position;

	/**
	 * Create a member without evidence against it.
	 * @param instance the instance
	 * @param reporters creates the reporter of the calls to it
	 * @param before the verdict while it was at another address, or {@code null}
	 */
	HealthMember(Instance instance, Function<HealthMember, CallReporter> reporters, @Nullable InstanceVerdict before) {
		this.instance = instance;
		this.reporter = reporters.apply(this);
		this.judged = (before != null) ? before : InstanceVerdict.byPlatformAlone(instance);
		this.verdict = this.judged;
	}

	/** Return the id of its service. */
	String service() {
		return this.instance.service();
	}

	/** Return the reporter of the calls to it. */
	CallReporter reporter() {
		return this.reporter;
	}

	/** Return how the calls to it ended. */
	MemberCallHistory history() {
		return this.history;
	}

	InstanceProbeHistory probe() {
		return this.probe;
	}

	/** Return the readable verdict, which the routes reflect already. */
	InstanceVerdict verdict() {
		return this.verdict;
	}

	/** Return the latest verdict, which the routes may not reflect yet. */
	InstanceVerdict judged() {
		return this.judged;
	}

	@Nullable InstanceEjection ejection() {
		return this.ejection;
	}

	Instance instance() {
		return this.instance;
	}

	/** Return whether it has left or moved to another address. */
	boolean gone() {
		return this.gone;
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

	/** Return the maintenance that is announced, in force or just over. */
	MemberMaintenanceState maintenance() {
		return this.maintenance;
	}

	void leave() {
		this.gone = true;
	}

	/** Return whether it is set aside for a moment. */
	boolean suspect() {
		return this.suspect;
	}

	void suspect(boolean suspect) {
		this.suspect = suspect;
	}

	/** Return the accusations that no connection has decided yet. */
	OpenAccusations accusations() {
		return this.accusations;
	}

	/** Return whether it is readmitted, but a single failure ejects it again. */
	boolean onTrial() {
		return this.history.onTrial();
	}

	void acquit() {
		this.history.onTrial(false);
		this.suspect = false;
	}

	void eject(EvidenceKind evidence, SignOfLife awaited, String reason, Instant now, OutlierSettings settings) {
		int remembered = this.returned.equals(Instant.MIN) ? 0
				: Math.max(0, this.ejections - settings.forgiven(Duration.between(this.returned, now)));
		this.ejections = remembered + 1;
		this.ejection = new InstanceEjection(evidence, onTrial() ? SignOfLife.ANSWER : awaited,
				settings.ejectionTime(this.ejections), now.plus(settings.ejectionTime(this.ejections)), reason);
		acquit();
		this.accusations.exonerate();
		this.accusations.drop();
		this.history.forget();
	}

	int ejections() {
		return this.ejections;
	}

	/** Forget past ejections and failures; a current ejection stays. */
	void forgive() {
		this.ejections = 0;
		this.history.forget();
	}

	void ejection(InstanceEjection changed) {
		this.ejection = changed;
	}

	/** Let it be picked again; only reports from now on count. */
	void readmit(Instant now, InstanceEjection ended) {
		this.history.forget();
		this.history.onTrial(ended.awaited() == SignOfLife.ANSWER);
		this.returned = now;
		this.ejection = null;
	}

	/** Compute the verdict. */
	InstanceVerdict judge() {
		InstanceEjection out = this.ejection;
		String outage = this.maintenance.outageText();
		boolean unwell = !this.instance.platform().routable() || !this.probe.healthy() || out != null;
		InstanceStanding standing = standingOfTheRoutable();
		if (out != null && out.hard()) {
			standing = InstanceStanding.HARD;
		}
		else if (outage != null) {
			standing = InstanceStanding.MAINTENANCE;
		}
		else if (unwell) {
			standing = InstanceStanding.SOFT;
		}
		this.judged = new InstanceVerdict(this.instance,
				new InstanceHealth(standing.routable(), this.instance.platform(), outage,
						this.probe.known() ? this.probe.toString() : null, Objects.toString(out, null),
						this.maintenance.announcedText()),
				standing);
		return this.judged;
	}

	private InstanceStanding standingOfTheRoutable() {
		if (this.accusations.accused()) {
			return this.accusations.accusedAgain() ? InstanceStanding.ACCUSED_AGAIN : InstanceStanding.ACCUSED;
		}
		return this.suspect ? InstanceStanding.SUSPECT : InstanceStanding.ROUTABLE;
	}

	/** Make the latest verdict readable. */
	void publish() {
		this.verdict = this.judged;
	}

	@Override
	public String toString() {
		return this.instance.name() + " (" + this.instance.host() + ":" + this.instance.port() + ")";
	}

}
