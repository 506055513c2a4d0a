package io.github.azurediscovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshMode;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Discovery for one application: sources, catalog, health and routes, wired together. The
 * Spring Boot starter builds one from its properties; other programs use
 * {@code AzureDiscovery.builder()}. Thread-safe.
 */
public interface AzureDiscovery extends AutoCloseable {

	/**
	 * Create a builder.
	 * @return a builder that knows no source
	 */
	static AzureDiscoveryBuilder builder() {
		return new AzureDiscoveryBuilder();
	}

	/**
	 * Return the catalog, empty until the first refresh.
	 * @return the instances of all sources
	 */
	Catalog catalog();

	/**
	 * Return the verdicts.
	 * @return the health of all members
	 */
	InstanceHealthRegistry health();

	/**
	 * Return the routes.
	 * @return the routing table
	 */
	RoutingTable routes();

	/**
	 * Begin asking Azure before {@link #start()}, on daemon threads, so that the first
	 * refresh finds its answers there, or on their way. Publishes nothing, and does not
	 * wait. Does nothing once started, nor where a snapshot file will be read first.
	 */
	default void prefetch() {
	}

	/**
	 * Start refreshing in the background, on daemon threads. Does not wait. May be called
	 * again after {@link #stop()}.
	 */
	void start();

	/**
	 * Wait until every source has answered or failed once.
	 * @param timeout how long at the most
	 * @return whether every source that is not optional has succeeded
	 */
	boolean awaitFirstRefresh(Duration timeout);

	/**
	 * Stop refreshing. Calls in progress are abandoned; what is known stays readable.
	 */
	void stop();

	/**
	 * Ask all sources once, on the caller's thread, without starting anything.
	 * @return the snapshot
	 * @throws SourceException if a source could not answer
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	Snapshot discover() throws SourceException, InterruptedException;

	/**
	 * Refresh now: never within 5 s of the last round and never before a source allows
	 * it. Joins a running round only if that began after this call. The guard against
	 * sudden loss stays in force.
	 * @return completes with what changed; with an explanation if nothing was asked
	 */
	default CompletableFuture<RefreshOutcome> refresh() {
		return refresh(RefreshMode.GUARDED);
	}

	/**
	 * Refresh now, as {@link #refresh()} does.
	 * @param mode whether the guard against sudden loss is in force
	 * @return completes with what changed; with an explanation if nothing was asked
	 */
	CompletableFuture<RefreshOutcome> refresh(RefreshMode mode);

	/**
	 * Subscribe to changes of the catalog's content from now on.
	 * @param listener the listener
	 * @return ends the subscription when closed
	 */
	ListenerSubscription subscribe(CatalogListener listener);

	/**
	 * Subscribe to the outcome of each source in each round.
	 * @param listener the listener
	 * @return ends the subscription when closed
	 */
	ListenerSubscription subscribe(RefreshListener listener);

	/**
	 * Return the status of each source.
	 * @return one status for each, in the order of configuration
	 */
	List<SourceStatus> sources();

	/**
	 * Return the status of each sink.
	 * @return one status for each, in the order of configuration
	 */
	List<SinkStatus> sinks();

	/**
	 * Compare all that the sinks hold with what they shall hold, and take back what a
	 * person changed there. Asks no source.
	 * @return completes with the status of each sink when all have tried, after 30 s at
	 * the latest; at once if discovery is not started
	 */
	CompletableFuture<List<SinkStatus>> reconcileSinks();

	/**
	 * Return what is known of the fleet that this application is a member of.
	 * @return the status, or {@code null} if it is no member
	 */
	default @Nullable FleetStatus fleet() {
		return null;
	}

	/**
	 * Return the status of refreshing as a whole.
	 * @return when the next round begins, and what the guard holds
	 */
	RefreshStatus status();

	/**
	 * Return how many tasks wait for the thread {@code azure-discovery-events}. A number
	 * that grows says that a listener is slow.
	 * @return the length of the queue
	 */
	int pendingEvents();

	/** Stop, and let go of connections and threads. Cannot be started again. */
	@Override
	void close();

}
