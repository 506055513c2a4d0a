package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetContentReference;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.LeaseId;
import io.github.azurediscovery.fleet.store.PackedContent;
import io.github.azurediscovery.fleet.store.StoredContent;
import io.github.azurediscovery.fleet.store.StoredHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how each request to a store ended. Whatever else a store throws becomes a
 * {@link FleetStoreException} that names it, so that callers have one kind of failure to
 * handle.
 */
final class MeteredFleetStore implements FleetStore {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	private final FleetStore store;

	private final BiConsumer<String, String> listener;

	/**
	 * Create the store.
	 * @param store the store to ask
	 * @param listener receives operation and outcome; throws nothing
	 */
	MeteredFleetStore(FleetStore store, BiConsumer<String, String> listener) {
		this.store = store;
		this.listener = listener;
	}

	@Override
	public @Nullable StoredHead readHead() throws FleetStoreException, InterruptedException {
		return metered("read-head", () -> Optional.ofNullable(this.store.readHead())).orElse(null);
	}

	@Override
	public FleetContent readContent(FleetContentReference content) throws FleetStoreException, InterruptedException {
		return metered("read-content", () -> this.store.readContent(content));
	}

	@Override
	public void writeContent(PackedContent content) throws FleetStoreException, InterruptedException {
		metered("write-content", () -> {
			this.store.writeContent(content);
			return true;
		});
	}

	@Override
	public boolean createHead(FleetHead head) throws FleetStoreException, InterruptedException {
		return metered("create-head", () -> this.store.createHead(head));
	}

	@Override
	public String writeHead(FleetHead head, LeaseId lease) throws FleetStoreException, InterruptedException {
		return metered("write-head", () -> this.store.writeHead(head, lease));
	}

	@Override
	public void acquireLease(LeaseId lease, Duration duration) throws FleetStoreException, InterruptedException {
		metered("acquire-lease", () -> {
			this.store.acquireLease(lease, duration);
			return true;
		});
	}

	@Override
	public void renewLease(LeaseId lease) throws FleetStoreException, InterruptedException {
		metered("renew-lease", () -> {
			this.store.renewLease(lease);
			return true;
		});
	}

	@Override
	public void releaseLease(LeaseId lease) throws FleetStoreException, InterruptedException {
		metered("release-lease", () -> {
			this.store.releaseLease(lease);
			return true;
		});
	}

	@Override
	public List<StoredContent> listContents() throws FleetStoreException, InterruptedException {
		return metered("list-contents", this.store::listContents);
	}

	@Override
	public void deleteContent(StoredContent content) throws FleetStoreException, InterruptedException {
		metered("delete-content", () -> {
			this.store.deleteContent(content);
			return true;
		});
	}

	@Override
	public void close() {
		try {
			this.store.close();
		}
		catch (Throwable ex) {
			logger.warn("The store of the fleet was not closed: {}", ex.toString());
			logger.debug("Where the store failed to close", ex);
		}
	}

	private <T> T metered(String operation, StoreRequest<T> request) throws FleetStoreException, InterruptedException {
		try {
			T answer = answer(operation, request);
			this.listener.accept(operation, "success");
			return answer;
		}
		catch (FleetStoreException ex) {
			this.listener.accept(operation, ex.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
			throw ex;
		}
	}

	private static <T> T answer(String operation, StoreRequest<T> request)
			throws FleetStoreException, InterruptedException {
		try {
			return request.send();
		}
		catch (FleetStoreException | InterruptedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			logger.warn("The store of the fleet failed unexpectedly, asked for {}: {}", operation, ex.toString());
			logger.debug("Where the store failed", ex);
			throw new FleetStoreException(Kind.FAILED, "the store is broken: " + ex, ex);
		}
	}

	@FunctionalInterface
	private interface StoreRequest<T> {

		T send() throws FleetStoreException, InterruptedException;

	}

}
