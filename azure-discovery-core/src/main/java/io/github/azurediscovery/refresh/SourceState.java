package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.setting.SettingBounds;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * One source and its state. Changed by the owner thread only; any thread may read the
 * status. Waits are measured by the steady clock; the status shows the wall clock.
 */
final class SourceState {

	private static final SourceAnswer NOTHING = SourceAnswer.of(List.of(), List.of());

	private final InstanceSource source;

	private final String name;

	private final Duration interval;

	private final boolean optional;

	private final MassLossGuard guard;

	private final SteadyClock clock;

	private final ReentrantLock asking = new ReentrantLock();

	private LastGoodAnswer lastGood;

	private @Nullable PendingSourceFetch call;

	private boolean news;

	private int failures;

	private @Nullable Instant failingSince;

	private boolean slept;

	private boolean denied;

	private @Nullable Instant lastAsked;

	private Duration aheadWhenAsked = Duration.ZERO;

	private @Nullable Instant succeeded;

	private @Nullable Instant asOf;

	private @Nullable Instant backoffUntil;

	private @Nullable Instant toldUntil;

	/** The last answer of the source, and the same after validation. */
	private SourceAnswer given = NOTHING;

	private SourceAnswer checked = NOTHING;

	/** The last validated answer that was processed. */
	private SourceAnswer taken = NOTHING;

	private final AtomicReference<@Nullable PrefetchedAnswer> prefetched = new AtomicReference<>();

	private volatile SourceStatus status;

	/**
	 * Create the state of a source that was not asked yet.
	 * @param source the source
	 * @param settings how it is asked
	 * @param clock the time
	 * @param optional whether discovery may go on without it: it says so, and there are
	 * others
	 */
	SourceState(InstanceSource source, RefreshSettings settings, SteadyClock clock, boolean optional) {
		this.source = source;
		this.name = source.name();
		this.clock = clock;
		this.optional = optional;
		this.interval = SettingBounds.interval("interval of source '" + this.name + "'",
				Objects.requireNonNullElse(source.interval(), settings.interval()));
		this.guard = new MassLossGuard(settings.maxLoss(), settings.confirmations());
		this.lastGood = LastGoodAnswer.none(this.name);
		this.status = SourceStatus.notAsked(this.name);
	}

	/**
	 * Ask the source ahead of the first round, which uses the answer.
	 * @param round the round in which it is asked
	 * @return the task that asks it, to be run on a network thread
	 */
	Runnable prefetch(RefreshRound round) {
		PrefetchedAnswer answer = new PrefetchedAnswer(() -> {
			this.asking.lockInterruptibly();
			try {
				return this.source.fetch(round);
			}
			finally {
				this.asking.unlock();
			}
		}, this.clock.instant());
		this.prefetched.set(answer);
		return answer.task();
	}

	/** Discard the prefetched answer. */
	void dropPrefetched() {
		PrefetchedAnswer answer = this.prefetched.getAndSet(null);
		if (answer != null) {
			answer.cancel();
		}
	}

	/**
	 * Ask, on the calling thread; two calls never overlap.
	 * @param round the round
	 * @return the validated answer
	 * @throws SourceException if there is no answer
	 * @throws InterruptedException if the call was abandoned
	 */
	SourceAnswer ask(RefreshRound round) throws SourceException, InterruptedException {
		try {
			PrefetchedAnswer answer = this.prefetched.getAndSet(null);
			if (answer != null && !answer.isOlderThan(this.interval, this.clock.instant())) {
				return check(answer.await());
			}
			return askNow(round);
		}
		catch (SourceException | InterruptedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw SourceException.builder("the source is broken: " + ex).cause(ex).build();
		}
	}

	private SourceAnswer askNow(RefreshRound round) throws SourceException, InterruptedException {
		this.asking.lockInterruptibly();
		try {
			return check(this.source.fetch(round));
		}
		finally {
			this.asking.unlock();
		}
	}

	/**
	 * Validate an answer, unless it repeats the previous one: then the validated objects
	 * of that one are used again.
	 */
	private synchronized SourceAnswer check(SourceAnswer answer) {
		if (!answer.instances().equals(this.given.instances()) || !answer.rejected().equals(this.given.rejected())) {
			this.given = answer;
			this.checked = SourceAnswerValidator.check(this.name, answer);
		}
		return new SourceAnswer(this.checked.instances(), this.checked.rejected(), answer.notBefore(),
				answer.requests(), answer.asOf());
	}

	/**
	 * Return whether the regular round may ask now.
	 * @return whether it is idle, not throttled and not backing off
	 */
	boolean isDue() {
		return this.call == null && !isToldToWait() && !isAhead(this.backoffUntil);
	}

	/**
	 * Return whether the source itself said not to ask yet.
	 * @return whether its "not before" lies ahead
	 */
	boolean isToldToWait() {
		return isAhead(this.toldUntil);
	}

	private boolean isAhead(@Nullable Instant until) {
		return until != null && this.clock.instant().isBefore(until);
	}

	/**
	 * Return whether freshness depends on this source.
	 * @return {@code false} while an optional source is refused for lack of rights
	 */
	boolean counts() {
		return !(this.denied && this.optional);
	}

	/**
	 * Return whether the startup may continue without it.
	 * @return whether the source is optional, or has succeeded once
	 */
	boolean isSettled() {
		return this.optional || this.succeeded != null;
	}

	void begin(PendingSourceFetch call) {
		this.call = call;
		this.lastAsked = this.clock.instant();
		this.aheadWhenAsked = this.clock.ahead();
		this.news = false;
	}

	@Nullable PendingSourceFetch end() {
		PendingSourceFetch ended = this.call;
		this.call = null;
		return ended;
	}

	/**
	 * Restore instances of an earlier run of the application until the source answers.
	 * @param instances the instances of all sources
	 */
	void restore(List<Instance> instances) {
		List<Instance> ours = instances.stream().filter((instance) -> instance.source().equals(this.name)).toList();
		SourceAnswer checked = SourceAnswerValidator.check(this.name, SourceAnswer.of(ours, List.of()));
		this.lastGood = new LastGoodAnswer(this.name, checked.instances(), checked.rejected());
	}

	/**
	 * The machine has slept and the state is outdated: the next answer is believed
	 * whatever it lacks, and as the network may be late, the first failure delays
	 * nothing.
	 */
	void slept() {
		this.slept = true;
		this.failures = 0;
		this.backoffUntil = null;
	}

	/**
	 * Process an answer.
	 * @param answer the validated answer
	 * @param elsewhere whether another source has an instance by now
	 * @param mode whether the guard is in force
	 * @return whether anything differs from the previous answer
	 */
	boolean answered(SourceAnswer answer, Predicate<Instance> elsewhere, RefreshMode mode) {
		LastGoodAnswer before = this.lastGood;
		MassLossGuard.AnswerWeight weight = weight(answer, mode);
		if (!repeats(answer)) {
			List<Instance> members = this.guard.admit(this.lastGood.members(), answer, elsewhere, weight);
			this.lastGood = new LastGoodAnswer(this.name, members, answer.rejected()).following(this.lastGood);
			this.taken = answer;
		}
		this.slept = false;
		this.failures = 0;
		this.failingSince = null;
		this.denied = false;
		this.backoffUntil = null;
		if (weight != MassLossGuard.AnswerWeight.SEEN) {
			this.asOf = answer.asOf();
			this.succeeded = trueAt(answer.asOf());
		}
		obey(answer.notBefore());
		this.status = new SourceStatus(this.name, this.clock.shown(), this.status.lastFailure(), null,
				answer.requests(), this.clock.shown(this.toldUntil), answer.asOf());
		return !this.lastGood.equals(before);
	}

	private MassLossGuard.AnswerWeight weight(SourceAnswer answer, RefreshMode mode) {
		if (mode == RefreshMode.UNGUARDED || this.succeeded == null || this.slept) {
			return MassLossGuard.AnswerWeight.OVERRIDING;
		}
		return hasMovedOn(answer.asOf(), this.succeeded) ? MassLossGuard.AnswerWeight.CONFIRMING
				: MassLossGuard.AnswerWeight.SEEN;
	}

	/** By the steady clock, as setting the one on the wall makes no answer older. */
	private boolean hasMovedOn(@Nullable Instant asOf, Instant before) {
		return asOf == null || this.asOf == null || (!asOf.equals(this.asOf) && trueAt(asOf).isAfter(before));
	}

	/** When an answer was true, by the steady clock, and never later than now. */
	private Instant trueAt(@Nullable Instant asOf) {
		Instant now = this.clock.instant();
		Instant steady = (asOf != null) ? asOf.minus(this.clock.ahead()) : now;
		return steady.isBefore(now) ? steady : now;
	}

	/** Return whether an answer repeats the last one, and no instance is held. */
	private boolean repeats(SourceAnswer answer) {
		return this.succeeded != null && this.guard.held() == 0 && answer.instances().equals(this.taken.instances())
				&& answer.rejected().equals(this.taken.rejected());
	}

	void failed(SourceException failure, RefreshSchedule cadence) {
		Instant now = this.clock.instant();
		this.failures++;
		this.failingSince = Objects.requireNonNullElse(this.failingSince, now);
		this.denied = failure.isForbidden();
		this.backoffUntil = (this.slept && this.failures == 1) ? null
				: now.plus(cadence.backoff(this.interval, this.failures));
		obey(failure.notBefore());
		this.status = new SourceStatus(this.name, this.status.lastSuccess(), this.clock.shown(),
				Objects.requireNonNullElse(failure.getMessage(), "unknown"), failure.requests(),
				this.clock.shown(this.toldUntil), this.status.asOf());
	}

	private void obey(@Nullable Instant notBefore) {
		this.toldUntil = (notBefore != null) ? this.clock.until(notBefore, this.aheadWhenAsked) : null;
	}

	/** Remember that the source has news while it is being asked. */
	void hasNews() {
		this.news = true;
	}

	boolean isNews() {
		return this.news;
	}

	boolean givesWay(String service) {
		return this.source.givesWay(service);
	}

	boolean isOptional() {
		return this.optional;
	}

	String name() {
		return this.name;
	}

	Duration interval() {
		return this.interval;
	}

	SourceStatus status() {
		return this.status;
	}

	MassLossGuard guard() {
		return this.guard;
	}

	LastGoodAnswer lastGood() {
		return this.lastGood;
	}

	@Nullable PendingSourceFetch call() {
		return this.call;
	}

	int failures() {
		return this.failures;
	}

	@Nullable Instant failingSince() {
		return this.failingSince;
	}

	@Nullable Instant lastAsked() {
		return this.lastAsked;
	}

	@Nullable Instant succeeded() {
		return this.succeeded;
	}

	@Nullable Instant toldUntil() {
		return this.toldUntil;
	}

}
