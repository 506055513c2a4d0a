package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetContentReference;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.StoredHead;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head, and the content if it is another than before. Remembers the highest
 * head it has seen and refuses any lower one. Thread-safe.
 */
final class HeadReader {

	private final FleetStore store;

	private final ConfirmedInstant confirmed;

	private @Nullable FleetHead highest;

	private @Nullable FleetContentReference reference;

	private FleetContent content = FleetContent.EMPTY;

	HeadReader(FleetStore store, InstantSource clock, LongSupplier nanoTime) {
		this.store = store;
		this.confirmed = new ConfirmedInstant(clock, nanoTime);
	}

	/**
	 * Read the head alone.
	 * @return the head, or {@code null} if there is none
	 * @throws FleetStoreException if it cannot be read
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	@Nullable StoredHead head() throws FleetStoreException, InterruptedException {
		return this.store.readHead();
	}

	/**
	 * Read the content of a head.
	 * @param stored the head
	 * @return what it says, or {@code null} if it has no content yet
	 * @throws FleetStoreException if the head is lower than one seen before, or its
	 * content cannot be read
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	synchronized @Nullable FleetReading read(StoredHead stored) throws FleetStoreException, InterruptedException {
		refuseLower(stored.head());
		FleetContentReference named = stored.head().content();
		if (named == null) {
			return null;
		}
		int requests = named.equals(this.reference) ? 1 : 2;
		FleetContent content = content(named);
		Duration age = Objects.requireNonNullElse(stored.age(), stored.timeSinceWritten());
		return new FleetReading(stored, content, this.confirmed.of(age), requests);
	}

	/**
	 * Read a content, unless it is the one that was read last.
	 * @param named names it
	 * @return the content
	 * @throws FleetStoreException if it cannot be read
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	synchronized FleetContent content(FleetContentReference named) throws FleetStoreException, InterruptedException {
		if (!named.equals(this.reference)) {
			this.content = this.store.readContent(named);
			this.reference = named;
		}
		return this.content;
	}

	/** Return the highest term that was seen. */
	synchronized long highestTerm() {
		return (this.highest != null) ? this.highest.term() : 0;
	}

	private void refuseLower(FleetHead head) throws FleetStoreException {
		FleetHead seen = this.highest;
		if (seen != null && head.precedes(seen)) {
			throw new FleetStoreException(Kind.REFUSED_ANSWER,
					"the head went back from term %d, seq %d to term %d, seq %d, and is not believed"
						.formatted(seen.term(), seen.seq(), head.term(), head.seq())
							+ ": was an older version restored? The next poller writes a higher one",
					null);
		}
		this.highest = head;
	}

}
