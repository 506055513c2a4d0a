package io.github.azurediscovery.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;

import org.jspecify.annotations.Nullable;

/**
 * One instance at one address, and all that is held against it. Written under the owner's
 * lock; what is volatile is read, and calls are told of, on any thread. Its id and
 * address never change.
 */
final class Member {

	private final ServiceMembers service;

	private final LiveCalls calls;

	private final ProbeRecord probe = new ProbeRecord();

	private volatile Verdict verdict;

	private volatile boolean suspect;

	private volatile boolean accused;

	private boolean accusedAgain;

	private final OpenAccusations accusations = new OpenAccusations();

	private Verdict judged;

	private volatile @Nullable Ejection ejection;

	private Instance instance;

	private @Nullable Notice announced;

	private @Nullable Notice notice;

	private @Nullable Aftermath aftermath;

	private int ejections;

	private Instant returned = Instant.MIN;

	private boolean probing;

	private int position;

	/**
	 * Create a member that nothing is held against.
	 * @param calls makes what tells of the calls to it
	 * @param before the verdict while it was at another address, or {@code null}
	 */
	Member(ServiceMembers service, Instance instance, Function<Member, LiveCalls> calls, @Nullable Verdict before) {
		this.service = service;
		this.calls = calls.apply(this);
		this.instance = instance;
		this.judged = (before != null) ? before : Verdict.byPlatformAlone(instance);
		this.verdict = this.judged;
	}

	ServiceMembers service() {
		return this.service;
	}

	LiveCalls calls() {
		return this.calls;
	}

	ProbeRecord probe() {
		return this.probe;
	}

	/** Return the verdict that anybody may read: the routes follow it already. */
	Verdict verdict() {
		return this.verdict;
	}

	/** Return the verdict that the routes are to follow. */
	Verdict judged() {
		return this.judged;
	}

	@Nullable Ejection ejection() {
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
	@Nullable Notice announced() {
		return this.announced;
	}

	void announced(@Nullable Notice notice) {
		this.announced = notice;
	}

	/** Return what keeps it out of rotation now. */
	@Nullable Notice notice() {
		return this.notice;
	}

	void notice(@Nullable Notice notice) {
		this.notice = notice;
	}

	/** Return what is left of an event that is over. */
	@Nullable Aftermath aftermath() {
		return this.aftermath;
	}

	void aftermath(@Nullable Aftermath aftermath) {
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
		this.ejection = new Ejection(hard, mustAnswer || onTrial(), settings.ejectionTime(this.ejections),
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

	void ejection(Ejection changed) {
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
	Verdict judge() {
		Ejection out = this.ejection;
		String maintenance = maintenance();
		boolean unwell = !this.instance.platform().routable() || !this.probe.healthy() || out != null;
		Standing standing = standingOfTheRoutable();
		if (out != null && out.hard()) {
			standing = Standing.HARD;
		}
		else if (maintenance != null) {
			standing = Standing.MAINTENANCE;
		}
		else if (unwell) {
			standing = Standing.SOFT;
		}
		this.judged = new Verdict(this.instance,
				new InstanceHealth(standing.routable(), this.instance.platform(), maintenance,
						this.probe.known() ? this.probe.toString() : null, Objects.toString(out, null),
						(this.announced != null) ? this.announced.words() : null),
				standing);
		return this.judged;
	}

	private Standing standingOfTheRoutable() {
		if (this.accused) {
			return this.accusedAgain ? Standing.ACCUSED_AGAIN : Standing.ACCUSED;
		}
		return this.suspect ? Standing.SUSPECT : Standing.ROUTABLE;
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
