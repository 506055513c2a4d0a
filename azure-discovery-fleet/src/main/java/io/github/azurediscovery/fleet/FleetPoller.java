package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetContentReference;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.StoredHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poller for one tenure of its seat: says that it is here, asks Azure by a discovery
 * of its own, and writes what that finds, completed by what it took over. Everything runs
 * on the thread of the election.
 */
final class FleetPoller {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	/** Between two heads. */
	private static final Duration PAUSE = Duration.ofSeconds(5);

	/** Sources of one round answer within that time, mostly. */
	private static final Duration SETTLE = Duration.ofMillis(200);

	private static final Duration RETRY = Duration.ofSeconds(2);

	private final FleetTenure tenure;

	private final FleetStore store;

	private final AzureLookups lookups;

	private final PollerSources sources;

	private final ContentWriter contents;

	private @Nullable HeadWriter heads;

	private @Nullable FleetTakeover takeover;

	private volatile @Nullable AzureDiscovery discovery;

	private volatile boolean ended;

	private boolean writing;

	private boolean wrote;

	private long lastWrite;

	private @Nullable FleetContentReference shared;

	private @Nullable Long failingSince;

	/**
	 * Create a poller that has not begun.
	 * @param tenure the seat, and what belongs to it
	 * @param store the store
	 * @param lookups what to look for in Azure
	 */
	FleetPoller(FleetTenure tenure, FleetStore store, AzureLookups lookups) {
		this.tenure = tenure;
		this.store = store;
		this.lookups = lookups;
		this.sources = new PollerSources(tenure.threads().nanoTime());
		this.contents = new ContentWriter(store, tenure.threads().nanoTime());
	}

	/** Begin, and try again while the store is away. */
	void begin() {
		attempt(() -> {
			announce();
			poll();
			this.failingSince = null;
		}, this::begin);
	}

	/** Say "I am here", with the instances of the poller before. */
	private void announce() throws FleetStoreException, InterruptedException {
		StoredHead before = this.store.readHead();
		if (before == null) {
			throw new FleetStoreException(Kind.ABSENT, "the head was deleted", null);
		}
		if (this.heads == null) {
			HeadWriter writer = HeadWriter.begin(this.store, this.tenure.lease(), before,
					this.tenure.reader().highestTerm(), this.lookups.clock(), this::introduce);
			FleetHead head = writer.write((next) -> next);
			this.heads = writer;
			logger.info("This application is the poller of the fleet, as '{}' in term {}", head.poller(), head.term());
			compare(before.head());
		}
		this.takeover = new FleetTakeover(inherited(before.head().content()).instances());
	}

	private FleetHead.Builder introduce(FleetHead.Builder head) {
		return head.poller(this.tenure.name())
			.version(this.tenure.version())
			.fingerprint(FleetFingerprint.of(this.lookups.settings()))
			.interval(this.lookups.refresh().interval());
	}

	private void compare(FleetHead before) {
		String own = FleetFingerprint.of(this.lookups.settings());
		if (!before.fingerprint().isEmpty() && !before.fingerprint().equals(own)) {
			logger.warn(
					"Poller '{}' looked for something else (fingerprint {}) than this one does ({}): make scope,"
							+ " tags and services of all candidates the same",
					before.poller(), before.fingerprint(), own);
		}
	}

	/** A content that is not there, or not to be believed, leaves nothing to inherit. */
	private FleetContent inherited(@Nullable FleetContentReference content)
			throws FleetStoreException, InterruptedException {
		try {
			return (content != null) ? this.tenure.reader().content(content) : FleetContent.EMPTY;
		}
		catch (FleetStoreException ex) {
			if (ex.kind() != Kind.ABSENT && ex.kind() != Kind.REFUSED_ANSWER) {
				throw ex;
			}
			logger.warn("Nothing is taken over from the poller before: {}", ex.getMessage());
			return FleetContent.EMPTY;
		}
	}

	private void poll() {
		AzureDiscovery started = this.lookups.discovery().apply((source) -> {
			this.sources.add(source.name());
			return new WatchedSource(source, this.sources);
		});
		this.discovery = started;
		try {
			started.subscribe((round, status, duration, held) -> this.tenure.threads().run(this::roundEnded));
			started.start();
			if (this.ended) {
				close();
			}
		}
		catch (Throwable ex) {
			close();
			throw ex;
		}
	}

	private void roundEnded() {
		if (!this.ended && !this.writing) {
			long since = now() - this.lastWrite;
			long wait = this.wrote ? Math.max(SETTLE.toNanos(), PAUSE.toNanos() - since) : SETTLE.toNanos();
			this.tenure.threads().later(Duration.ofNanos(wait), this::write);
			this.writing = true;
		}
	}

	private void write() {
		this.writing = false;
		attempt(() -> {
			AzureDiscovery asked = this.discovery;
			HeadWriter writer = this.heads;
			FleetTakeover inherited = this.takeover;
			if (asked != null && writer != null && inherited != null) {
				PollerResult result = PollerResult.of(asked);
				FleetContentReference content = (result.asOf() != null)
						? this.contents.write(result.content(inherited, this.sources)) : null;
				this.wrote = true;
				this.lastWrite = now();
				writer.write((next) -> result.describe(next, content));
				this.failingSince = null;
				boolean news = content != null && !content.equals(this.shared);
				this.shared = (content != null) ? content : this.shared;
				this.tenure.wrote(news);
				this.contents.clean();
				resignIfUseless(asked);
			}
		}, () -> {
		});
	}

	private void resignIfUseless(AzureDiscovery asked) throws FleetStoreException, InterruptedException {
		Duration failing = this.sources.failingForOwnReasons();
		HeadWriter writer = this.heads;
		if (writer != null && failing.compareTo(this.tenure.settings().resignAfter()) >= 0) {
			writer.write((next) -> next.resigned(true));
			List<String> errors = asked.sources()
				.stream()
				.filter((source) -> source.error() != null)
				.map((source) -> source.name() + ": " + source.error())
				.toList();
			this.tenure.resign(errors.isEmpty() ? "Azure cannot be asked" : errors.get(0));
		}
	}

	/** End at once: what is written after this, the store refuses. */
	void end() {
		this.ended = true;
		close();
	}

	private void close() {
		AzureDiscovery asked = this.discovery;
		this.discovery = null;
		try {
			if (asked != null) {
				asked.close();
			}
		}
		catch (Throwable ex) {
			logger.warn("A discovery of the fleet was not closed: {}", ex.toString());
			logger.debug("Where the poller's discovery failed to close", ex);
		}
	}

	private void attempt(StoreTask task, Runnable again) {
		if (this.ended) {
			return;
		}
		try {
			task.run();
		}
		catch (FleetStoreException ex) {
			if (SeatElection.isLost(ex)) {
				this.tenure.lost(ex.getMessage());
				return;
			}
			logger.debug("The head was not written: {}", ex.getMessage());
			tryAgain(ex, again);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			tryAgain(ex, again);
		}
		catch (Throwable ex) {
			if (this.failingSince == null) {
				logger.warn("The poller of the fleet failed unexpectedly and tries again: {}", ex.toString());
			}
			logger.debug("Where the poller failed", ex);
			tryAgain(ex, again);
		}
	}

	/** A seat on which nothing is done is another's, after a while. */
	private void tryAgain(Throwable failure, Runnable again) {
		Long since = this.failingSince;
		this.failingSince = (since != null) ? since : now();
		if (now() - this.failingSince >= this.tenure.settings().resignAfter().toNanos()) {
			this.tenure.resign("nothing was written: " + failure);
			return;
		}
		try {
			this.tenure.threads().later(RETRY, again);
		}
		catch (Throwable ex) {
			this.tenure.resign("no timer could be set: " + ex);
		}
	}

	private long now() {
		return this.tenure.threads().nanoTime().getAsLong();
	}

	@FunctionalInterface
	private interface StoreTask {

		void run() throws FleetStoreException, InterruptedException;

	}

}
