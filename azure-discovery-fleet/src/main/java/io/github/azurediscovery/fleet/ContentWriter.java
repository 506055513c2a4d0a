package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetContentReference;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.PackedContent;
import io.github.azurediscovery.fleet.store.StoredContent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes contents that differ from the one before, and deletes old ones. Called by one
 * thread.
 */
final class ContentWriter {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	/** A reader may still be about to read what a head named that long ago. */
	private static final Duration KEPT = Duration.ofHours(1);

	private final FleetStore store;

	private final LongSupplier nanoTime;

	private @Nullable FleetContent written;

	private @Nullable FleetContentReference reference;

	private long cleaned;

	ContentWriter(FleetStore store, LongSupplier nanoTime) {
		this.store = store;
		this.nanoTime = nanoTime;
		this.cleaned = nanoTime.getAsLong();
	}

	/**
	 * Have a content in the store.
	 * @param content the content
	 * @return what names it
	 */
	FleetContentReference write(FleetContent content) throws FleetStoreException, InterruptedException {
		FleetContentReference known = this.reference;
		if (known != null && content.equals(this.written)) {
			return known;
		}
		PackedContent packed = PackedContent.of(content);
		this.store.writeContent(packed);
		this.written = content;
		this.reference = packed.reference();
		return packed.reference();
	}

	/** Once an hour delete what no head has named for an hour. */
	void clean() throws InterruptedException {
		long now = this.nanoTime.getAsLong();
		FleetContentReference kept = this.reference;
		if (kept == null || now - this.cleaned < KEPT.toNanos()) {
			return;
		}
		this.cleaned = now;
		try {
			for (StoredContent content : this.store.listContents()) {
				if (!content.sha256().equals(kept.sha256()) && content.age().compareTo(KEPT) > 0) {
					this.store.deleteContent(content);
				}
			}
		}
		catch (FleetStoreException ex) {
			logger.debug("Old contents were not deleted: {}", ex.getMessage());
		}
	}

}
