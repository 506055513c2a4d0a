package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.StoredHead;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one source of a member: what the poller of its fleet wrote last. */
final class FleetSource implements InstanceSource {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	/** The name of the source. */
	static final String NAME = "fleet";

	/** A seat may be free for that long while candidates take it over. */
	private static final Duration TAKEOVER = Duration.ofMinutes(2);

	/** So often it may be seen free, also where it was long before the first look. */
	private static final int LOOKS = 4;

	private final HeadReader reader;

	private final FleetSettings settings;

	private final InstantSource clock;

	private final ServiceFilter filter;

	private final FleetLog log = new FleetLog();

	private final AtomicInteger looksAtFreeSeat = new AtomicInteger();

	private final List<Runnable> signals = new CopyOnWriteArrayList<>();

	private volatile @Nullable FleetReading last;

	private volatile FirstContent firstContent = () -> false;

	private volatile Consumer<@Nullable StoredHead> watcher = (head) -> {
	};

	FleetSource(HeadReader reader, FleetSettings settings, InstantSource clock) {
		this.reader = reader;
		this.settings = settings;
		this.clock = clock;
		this.filter = new ServiceFilter(settings.services());
	}

	/**
	 * Have every head looked at.
	 * @param watcher given each head, {@code null} where there is none yet
	 * @param firstContent waits where no poller has found anything yet, before each
	 * further look
	 */
	void watch(Consumer<@Nullable StoredHead> watcher, FirstContent firstContent) {
		this.watcher = watcher;
		this.firstContent = firstContent;
	}

	/** Have the source asked soon. */
	void changed() {
		this.signals.forEach(FleetSource::signal);
	}

	/** What is not asked soon is asked at the next interval. */
	private static void signal(Runnable signal) {
		try {
			signal.run();
		}
		catch (Throwable ex) {
			logger.warn("The fleet's news is seen late: {}", ex.toString());
			logger.debug("Where a signal failed", ex);
		}
	}

	/** Return what was read last, or {@code null}. */
	@Nullable FleetReading last() {
		return this.last;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Duration interval() {
		return this.settings.readInterval();
	}

	@Override
	public void whenChanged(Runnable signal) {
		this.signals.add(signal);
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		try {
			return answer();
		}
		catch (FleetStoreException ex) {
			Duration wait = ex.retryAfter();
			throw SourceException.builder(Objects.requireNonNullElse(ex.getMessage(), "the store failed"))
				.reason(ex.kind().reason())
				.cause(ex)
				.notBefore((wait != null) ? this.clock.instant().plus(wait) : null)
				.requests(1)
				.build();
		}
	}

	private SourceAnswer answer() throws SourceException, FleetStoreException, InterruptedException {
		StoredHead stored = head();
		while ((stored == null || stored.head().content() == null) && this.firstContent.await()) {
			stored = head();
		}
		if (stored == null) {
			throw failure(Reason.MISSING, "no poller has written a head yet: set fleet.candidate=true on at least two");
		}
		FleetReading reading = read(stored);
		FleetHead head = stored.head();
		this.log.polled(head);
		refuseAbandoned(stored);
		if (reading == null) {
			throw failure(Reason.UNAVAILABLE, "poller '" + head.poller() + "' has found nothing yet"
					+ ((head.error() != null) ? ": " + head.error() : ""));
		}
		this.last = reading;
		FleetContent kept = this.filter.of(reading.content());
		return new SourceAnswer(kept.instances(), kept.rejected(), null, reading.requests(), reading.asOf());
	}

	private @Nullable StoredHead head() throws FleetStoreException, InterruptedException {
		StoredHead stored = this.reader.head();
		this.watcher.accept(stored);
		return stored;
	}

	/** A content may be deleted between two requests, an hour after it was replaced. */
	private @Nullable FleetReading read(StoredHead stored) throws FleetStoreException, InterruptedException {
		try {
			return this.reader.read(stored);
		}
		catch (FleetStoreException ex) {
			StoredHead again = (ex.kind() == Kind.ABSENT) ? this.reader.head() : null;
			if (again == null || again.etag().equals(stored.etag())) {
				throw ex;
			}
			return this.reader.read(again);
		}
	}

	/**
	 * What a poller left behind is still the best there is at a start, and right after an
	 * outage of the store, when candidates and members come back one by one.
	 */
	private void refuseAbandoned(StoredHead stored) throws SourceException {
		if (!stored.lease().isFree()) {
			this.looksAtFreeSeat.set(0);
			return;
		}
		Duration age = stored.timeSinceWritten();
		if (this.looksAtFreeSeat.incrementAndGet() >= LOOKS && age.compareTo(TAKEOVER) > 0) {
			throw failure(Reason.MISSING, "no poller: the head is " + age.toSeconds()
					+ " s old and no candidate takes over; set fleet.candidate=true on at least two");
		}
	}

	private static SourceException failure(Reason reason, String message) {
		return SourceException.builder(message).reason(reason).requests(1).build();
	}

	/** Return until when what is known was true, or {@code null}. */
	@Nullable Instant asOf() {
		FleetReading reading = this.last;
		return (reading != null) ? reading.asOf() : null;
	}

	@Override
	public String toString() {
		return NAME;
	}

	/** Waits for the first content of a new fleet. */
	@FunctionalInterface
	interface FirstContent {

		/**
		 * Wait for a moment if a candidate may provide it soon.
		 * @return whether to look again
		 * @throws InterruptedException if the calling thread was interrupted
		 */
		boolean await() throws InterruptedException;

	}

}
