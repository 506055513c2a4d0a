package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.fleet.FleetListener.ElectionOutcome;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.StoredHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether this candidate is the poller. A free seat is seen in the head that a
 * member reads anyway; a candidate waits a moment, looks again and takes it, so that of
 * thousands mostly one tries. Everything but renewals runs on one thread.
 */
final class SeatElection {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	private static final Set<Kind> LASTING = EnumSet.of(Kind.FORBIDDEN, Kind.UNAUTHENTICATED, Kind.ABSENT,
			Kind.REFUSED_ANSWER, Kind.FAILED);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private static final Duration REST = Duration.ofMinutes(5);

	private final FleetStore store;

	private final Duration duration;

	private final FleetThreads threads;

	private final RandomGenerator random;

	private final PollerSeat seat;

	private final FleetListener listener;

	private boolean contending;

	private volatile @Nullable SeatLease lease;

	private @Nullable ScheduledFuture<?> renewal;

	private boolean refused;

	private boolean resting;

	private long restsUntil;

	/**
	 * Create an election.
	 * @param store where the lease is
	 * @param duration how long the lease holds
	 * @param threads its threads, and the time
	 * @param random spreads the candidates
	 * @param seat called when the seat is taken and lost
	 * @param listener receives the outcomes
	 */
	SeatElection(FleetStore store, Duration duration, FleetThreads threads, RandomGenerator random, PollerSeat seat,
			FleetListener listener) {
		this.store = store;
		this.duration = duration;
		this.threads = threads;
		this.random = random;
		this.seat = seat;
		this.listener = listener;
	}

	/** Return whether this candidate is the poller. */
	boolean isSeated() {
		return this.lease != null;
	}

	/**
	 * A head was read, by any thread.
	 * @param head the head, or {@code null} if there is none yet
	 */
	void seen(@Nullable StoredHead head) {
		if (head == null || head.lease().isFree()) {
			this.threads.run(() -> contend(head == null));
		}
	}

	private void contend(boolean first) {
		if (this.lease == null && !this.contending && !rests()) {
			Duration pause = first ? Duration.ZERO
					: Duration.ofMillis(this.random.nextLong(LONGEST_PAUSE.toMillis() + 1));
			this.threads.later(pause, this::lookAgain);
			this.contending = true;
		}
	}

	private boolean rests() {
		this.resting &= now() - this.restsUntil < 0;
		return this.resting;
	}

	private void lookAgain() {
		this.contending = false;
		try {
			if (this.lease == null && isFree()) {
				take();
			}
		}
		catch (FleetStoreException ex) {
			refused(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			refused(new FleetStoreException(Kind.FAILED, "it failed unexpectedly: " + ex, ex));
		}
	}

	/** A lasting failure is a warning: the fleet may have no other candidate. */
	private void refused(FleetStoreException failure) {
		boolean lasting = LASTING.contains(failure.kind());
		if (lasting && !this.refused) {
			logger.warn("This candidate cannot become the poller of the fleet: {}", failure.getMessage());
		}
		else {
			logger.debug("The seat of the poller was not taken: {}", failure.getMessage());
		}
		this.refused |= lasting;
	}

	private boolean isFree() throws FleetStoreException, InterruptedException {
		StoredHead head = this.store.readHead();
		return (head != null) ? head.lease().isFree()
				: this.store.createHead(FleetHead.builder(0, 0, "", Instant.EPOCH).build());
	}

	private void take() throws FleetStoreException, InterruptedException {
		SeatLease taken = new SeatLease(this.store, this.duration, this.threads.nanoTime());
		try {
			taken.acquire();
		}
		catch (FleetStoreException ex) {
			if (ex.kind() == Kind.CONFLICT) {
				this.listener.elected(ElectionOutcome.LOST);
				return;
			}
			throw ex;
		}
		this.lease = taken;
		this.refused = false;
		watch(taken);
		begin(taken);
		if (taken == this.lease) {
			this.listener.elected(ElectionOutcome.WON);
		}
	}

	/** A poller that cannot begin keeps the seat from the others no longer. */
	private void begin(SeatLease taken) {
		try {
			if (taken == this.lease) {
				this.renewal = this.threads.renewing(taken.renewalInterval(), () -> renew(taken));
				this.seat.taken(taken);
			}
		}
		catch (Throwable ex) {
			logger.debug("Where the poller could not begin", ex);
			resign("it could not begin: " + ex);
		}
	}

	/** On the renewals' own thread, which nothing else can keep busy. */
	private void renew(SeatLease taken) {
		try {
			taken.renew();
		}
		catch (FleetStoreException ex) {
			logger.debug("The lease of the poller's seat was not renewed: {}", ex.getMessage());
			if (isLost(ex)) {
				this.threads.run(() -> stepDown(taken, ex.getMessage()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Return whether a failure says that the seat is another's. */
	static boolean isLost(FleetStoreException failure) {
		return failure.kind() == Kind.CONFLICT || failure.kind() == Kind.PRECONDITION;
	}

	private void watch(SeatLease taken) {
		Duration remaining = taken.remaining();
		if (remaining.isNegative()) {
			stepDown(taken, "its last renewal began too long ago");
		}
		else if (taken == this.lease) {
			try {
				this.threads.later(remaining.plusMillis(1), () -> watch(taken));
			}
			catch (Throwable ex) {
				logger.debug("Where no timer could be set", ex);
				resign("no timer could be set: " + ex);
			}
		}
	}

	/**
	 * Leave the seat without giving it up, since another has it, or may have it. Called
	 * on the thread of the election.
	 * @param taken the lease that was lost
	 * @param reason why, for the log
	 */
	void stepDown(SeatLease taken, @Nullable String reason) {
		if (taken == this.lease) {
			leave();
			logger.info("This application is no longer the poller of the fleet: {}", reason);
			this.listener.elected(ElectionOutcome.DEPOSED);
		}
	}

	/**
	 * Give the seat up and be no candidate for a while. Called on the thread of the
	 * election.
	 * @param reason why, for the log
	 */
	void resign(String reason) {
		SeatLease taken = this.lease;
		if (taken != null) {
			leave();
			this.resting = true;
			this.restsUntil = now() + REST.toNanos();
			release(taken);
			logger.warn("This application resigns as the poller of the fleet for {} min: {}", REST.toMinutes(), reason);
			this.listener.elected(ElectionOutcome.RESIGNED);
		}
	}

	/** Give the seat up because this application ends. */
	void end() {
		SeatLease taken = this.lease;
		if (taken != null) {
			leave();
			release(taken);
			this.listener.elected(ElectionOutcome.RELEASED);
		}
	}

	private void leave() {
		this.lease = null;
		if (this.renewal != null) {
			this.renewal.cancel(false);
			this.renewal = null;
		}
		try {
			this.seat.lost();
		}
		catch (Throwable ex) {
			logger.warn("A discovery of the fleet was not closed: {}", ex.toString());
			logger.debug("Where the poller could not end", ex);
		}
	}

	private long now() {
		return this.threads.nanoTime().getAsLong();
	}

	private static void release(SeatLease taken) {
		try {
			taken.release();
		}
		catch (FleetStoreException ex) {
			logger.debug("The seat of the poller was not released, and will be free soon: {}", ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			logger.debug("The seat of the poller was not released, and will be free soon", ex);
		}
	}

}
