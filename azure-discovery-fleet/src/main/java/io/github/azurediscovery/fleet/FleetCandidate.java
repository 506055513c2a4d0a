package io.github.azurediscovery.fleet;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.fleet.FleetTenure.PollerOffice;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.StoredHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a member that may become the poller. Begins with each start and ends with
 * the stop that follows, when it gives up a seat that it holds.
 */
final class FleetCandidate implements PollerSeat, PollerOffice {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	private final FleetStore store;

	private final FleetSettings settings;

	private final AzureLookups lookups;

	private final HeadReader reader;

	private final FleetSource source;

	private final Supplier<String> name;

	private final FleetListener listener;

	private final String fingerprint;

	private final FirstContentWait firstContent;

	private String compared = "";

	private volatile boolean free;

	private volatile @Nullable StoredHead last;

	private volatile @Nullable FleetThreads threads;

	private volatile @Nullable SeatElection election;

	private @Nullable FleetPoller poller;

	FleetCandidate(FleetStore store, FleetSettings settings, AzureLookups lookups, HeadReader reader,
			FleetSource source, Supplier<String> name, FleetListener listener, FirstContentWait firstContent) {
		this.store = store;
		this.settings = settings;
		this.lookups = lookups;
		this.reader = reader;
		this.source = source;
		this.name = name;
		this.listener = listener;
		this.fingerprint = FleetFingerprint.of(lookups.settings());
		this.firstContent = firstContent;
		source.watch(this::seen, firstContent);
	}

	/**
	 * Start looking for a free seat. Does nothing if started.
	 * @param begin begins the threads
	 * @param random spreads the candidates
	 */
	synchronized void start(Supplier<FleetThreads> begin, RandomGenerator random) {
		if (this.threads == null) {
			FleetThreads begun = begin.get();
			this.threads = begun;
			SeatElection running = new SeatElection(this.store, this.settings.lease(), begun, random, this,
					this.listener);
			this.election = running;
			if (this.free) {
				running.seen(this.last);
			}
		}
	}

	/** Give up the seat, and end the threads. Does nothing if stopped. */
	synchronized void stop() {
		FleetThreads ending = this.threads;
		SeatElection ended = this.election;
		this.threads = null;
		this.election = null;
		if (ending != null && ended != null) {
			ending.end(ended::end);
		}
	}

	/** Return whether this candidate is the poller. */
	boolean isPoller() {
		SeatElection running = this.election;
		return running != null && running.isSeated();
	}

	private void seen(@Nullable StoredHead stored) {
		this.last = stored;
		this.free = stored == null || stored.lease().isFree();
		SeatElection running = this.election;
		if (running != null) {
			running.seen(stored);
		}
		if (stored != null) {
			compare(stored.head());
		}
	}

	/** Called by the source, by one thread at a time. */
	private void compare(FleetHead head) {
		String theirs = head.fingerprint();
		if (!theirs.isEmpty() && !theirs.equals(this.fingerprint) && !theirs.equals(this.compared)) {
			this.compared = theirs;
			logger.warn(
					"Poller '{}' of the fleet looks for something else (fingerprint {}) than this candidate would"
							+ " ({}): make scope, tags and services of all candidates the same",
					head.poller(), theirs, this.fingerprint);
		}
	}

	/** A candidate that is stopping gives the seat up next. */
	@Override
	public void taken(SeatLease lease) {
		FleetThreads running = this.threads;
		if (running == null) {
			return;
		}
		String version = Objects.requireNonNullElse(FleetMember.class.getPackage().getImplementationVersion(), "");
		FleetTenure tenure = new FleetTenure(this.settings, this.name.get(), version, lease, this.reader, running,
				this);
		FleetPoller elected = new FleetPoller(tenure, this.store, this.lookups);
		this.poller = elected;
		elected.begin();
	}

	@Override
	public void lost() {
		FleetPoller ended = this.poller;
		this.poller = null;
		if (ended != null) {
			ended.end();
		}
	}

	@Override
	public void wrote(boolean news) {
		if (news) {
			this.firstContent.provided();
			this.source.changed();
		}
	}

	@Override
	public void lost(SeatLease lease, @Nullable String reason) {
		SeatElection running = this.election;
		if (running != null) {
			running.stepDown(lease, reason);
		}
	}

	@Override
	public void resign(String reason) {
		SeatElection running = this.election;
		if (running != null) {
			running.resign(reason);
		}
	}

}
