package io.github.azurediscovery.catalog;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog as its one writer sees it: only the daemon thread {@code azure-discovery}
 * publishes.
 */
public final class MutableCatalog implements Catalog {

	private static final Logger logger = LoggerFactory.getLogger(MutableCatalog.class);

	private final Executor events;

	private final List<CatalogListener> followers = new CopyOnWriteArrayList<>();

	private final List<CatalogSubscriber> subscribers = new CopyOnWriteArrayList<>();

	private final AtomicInteger untold = new AtomicInteger();

	private volatile Snapshot current = Snapshot.EMPTY;

	private volatile @Nullable Instant lastUpdate;

	/**
	 * Create an empty catalog.
	 * @param events runs the listeners, one task after the other
	 */
	public MutableCatalog(Executor events) {
		this.events = events;
	}

	@Override
	public Snapshot current() {
		return this.current;
	}

	@Override
	public @Nullable Instant lastUpdate() {
		return this.lastUpdate;
	}

	@Override
	public ListenerSubscription subscribe(CatalogListener listener) {
		return ListenerSubscription.add(new CatalogSubscriber(listener, this.current), this.subscribers);
	}

	/**
	 * Follow every publication, also those that change no content, on the publishing
	 * thread and before any listener. For what must be visible together with the
	 * snapshot; must be quick.
	 * @param follower receives every publication; the change may be empty
	 * @return ends the following when closed
	 */
	public ListenerSubscription follow(CatalogListener follower) {
		return ListenerSubscription.add(follower, this.followers);
	}

	/**
	 * Make a snapshot the current one, then tell followers, then listeners if the content
	 * changed.
	 * @param snapshot the next snapshot
	 * @param lastUpdate when all of it was last confirmed
	 * @return what changed
	 */
	public SnapshotChange publish(Snapshot snapshot, @Nullable Instant lastUpdate) {
		SnapshotChange change = SnapshotChange.between(this.current, snapshot);
		this.current = snapshot;
		this.lastUpdate = lastUpdate;
		this.followers.forEach((follower) -> tell(follower, change));
		if (!change.isEmpty()) {
			tellSoon();
		}
		return change;
	}

	/**
	 * Confirm what is known: nothing but its age is another.
	 * @param lastUpdate when all of it was last confirmed
	 */
	public void confirm(@Nullable Instant lastUpdate) {
		this.lastUpdate = lastUpdate;
	}

	/**
	 * Return how many changes wait to be delivered together, beyond the first.
	 * @return the number of changes
	 */
	public int merged() {
		return Math.max(0, this.untold.get() - 1);
	}

	/** Changes that come before the listeners take this one are delivered as one. */
	private void tellSoon() {
		if (this.untold.getAndIncrement() == 0) {
			try {
				this.events.execute(this::deliver);
			}
			catch (Throwable ex) {
				this.untold.set(0);
				logger.debug("The listeners cannot be notified now", ex);
			}
		}
	}

	private void deliver() {
		this.untold.set(0);
		Snapshot snapshot = this.current;
		SnapshotChange told = null;
		for (CatalogSubscriber subscriber : this.subscribers) {
			if (this.subscribers.contains(subscriber)) {
				told = subscriber.tell(snapshot, told);
			}
		}
	}

	private static void tell(CatalogListener listener, SnapshotChange change) {
		try {
			listener.catalogChanged(change);
		}
		catch (Throwable ex) {
			logger.error("Catalog follower {} failed at revision {}", listener.getClass().getName(),
					change.after().revision(), ex);
		}
	}

}
