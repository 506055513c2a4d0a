package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connection when it is first needed, and keeps one inventory for each place.
 * Off Azure with nothing configured it opens nothing at all. Thread-safe.
 */
final class SharedAzure implements Azure, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SharedAzure.class);

	private final AzureSources.Builder options;

	private final OwnMetadata metadata;

	private final @Nullable ExecutorService ownExecutor;

	private final Calls calls;

	private @Nullable Connection connection;

	private boolean told;

	private boolean closed;

	SharedAzure(AzureSources.Builder options) {
		this.options = options;
		this.metadata = new OwnMetadata(options.imds, options.onAzure, options.time);
		Executor executor = options.executor;
		this.ownExecutor = (executor == null) ? executor() : null;
		this.calls = new Calls((executor != null) ? executor : Objects.requireNonNull(this.ownExecutor));
	}

	private static ExecutorService executor() {
		AtomicInteger number = new AtomicInteger();
		return Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "azure-discovery-list-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	@Override
	public @Nullable InstanceMetadata metadata(Round round) throws ListException, InterruptedException {
		return this.metadata.find(round.onDemand());
	}

	@Override
	public boolean knows(String source) {
		return this.options.known.get().stream().anyMatch((instance) -> instance.source().equals(source));
	}

	@Override
	public @Nullable Place place(Scope scope, Round round) throws ListException, InterruptedException {
		String subscription = scope.subscription();
		String group = scope.group();
		boolean needed = subscription == null || group == null;
		InstanceMetadata metadata = (needed || this.metadata.known() != null) ? metadata(round) : null;
		if (subscription == null) {
			if (metadata == null) {
				return nowhere();
			}
			subscription = metadata.subscriptionId();
		}
		if (group == null) {
			if (metadata == null || !subscription.equalsIgnoreCase(metadata.subscriptionId())) {
				throw ListException.failed("azure.discovery.scope.resource-groups is not set, and this VM is not in "
						+ "subscription " + subscription + ": name the resource groups, or * for all of them", null);
			}
			group = metadata.resourceGroup();
		}
		return new Place(subscription, group.equals("*") ? null : group);
	}

	private synchronized @Nullable Place nowhere() throws ListException {
		if (!this.options.settings.services().isEmpty()) {
			throw ListException.failed("azure.discovery.scope.subscriptions is not set, and this is not an Azure VM "
					+ "whose instance metadata would name its subscription: set it", null);
		}
		if (!this.told) {
			this.told = true;
			logger.info("Not on Azure, and no service is configured: nothing to discover");
		}
		return null;
	}

	@Override
	public Inventory inventory(Place place) throws ListException, InterruptedException {
		Connection connection = connection();
		String where = place.toString().toLowerCase(Locale.ROOT);
		Map<String, Inventory> inventories = connection.inventories();
		if (!inventories.containsKey(where)) {
			connection.lists().prepare(place.subscription(), this.calls);
		}
		connection.ready();
		return inventory(connection, place);
	}

	private Inventory inventory(Connection connection, Place place) {
		String where = place.toString().toLowerCase(Locale.ROOT);
		return connection.inventories().computeIfAbsent(where, (key) -> {
			AzureSettings settings = this.options.settings;
			return new Inventory(place, connection.lists(), this.calls,
					new InventorySettings(settings.statusInterval(), this.options.refreshInterval,
							this.options.confirmations, settings.address() == AddressKind.PUBLIC, this.options.time,
							this.options.random, (set) -> KnownMode.of(set, this.options.known.get())),
					(here) -> neighbours(connection, here));
		});
	}

	/** The inventories of the other configured groups in the same subscription. */
	private List<Inventory> neighbours(Connection connection, Place place) {
		InstanceMetadata own = this.metadata.known();
		List<Inventory> neighbours = new ArrayList<>();
		for (Scope scope : Scopes.of(this.options.settings.scope())) {
			String subscription = (scope.subscription() != null) ? scope.subscription()
					: ((own != null) ? own.subscriptionId() : null);
			String group = scope.group();
			if (place.subscription().equalsIgnoreCase(subscription) && group != null && !group.equals("*")
					&& place.group() != null && !group.equalsIgnoreCase(place.group())) {
				neighbours.add(inventory(connection, new Place(place.subscription(), group)));
			}
		}
		return neighbours;
	}

	/**
	 * The connection, opened anew once this VM is known where cloud and credential follow
	 * from that.
	 */
	private Connection connection() throws ListException, InterruptedException {
		Connection open = open();
		return (open == null || open.isGuess()) ? open(own()) : open;
	}

	private synchronized @Nullable Connection open() throws ListException {
		if (this.closed) {
			throw ListException.failed("Discovery is closed", null);
		}
		return this.connection;
	}

	private synchronized Connection open(@Nullable InstanceMetadata own) throws ListException {
		Connection open = open();
		if (open == null || (open.isGuess() && own != null)) {
			if (open != null) {
				open.close();
				logger.info("Instance metadata is there: cloud and credential follow it from now on");
			}
			AzureCloud cloud = this.options.settings.cloud();
			boolean guess = own == null && this.options.imds != null
					&& (cloud == null || this.options.settings.credential().type() == CredentialSettings.Type.DEFAULT);
			if (cloud == null && own != null) {
				cloud = AzureCloud.ofEnvironment(own.azEnvironment());
			}
			open = Connection.open(this.options, cloud, own != null, guess);
			this.connection = open;
		}
		return open;
	}

	/** This VM, or {@code null} where that cannot be found out for now. */
	private @Nullable InstanceMetadata own() throws InterruptedException {
		try {
			return this.metadata.find(false);
		}
		catch (ListException ex) {
			logger.debug("Cloud and credential are guessed for now: {}", ex.getMessage());
			return null;
		}
	}

	@Override
	public @Nullable Instant nextRefresh(Place place, @Nullable Duration interval) throws ListException {
		Connection open = open();
		Instant now = this.options.time.instant();
		if (open == null || !open.lists().limits(place.subscription()).quotas().fewReadsLeft(now)) {
			return null;
		}
		return now.plus(Objects.requireNonNullElse(interval, this.options.refreshInterval).multipliedBy(2));
	}

	@Override
	public Admission admission(String source) {
		Own own = Own.of(this.metadata.known(), this.options.settings.ownAddress());
		return new Admission(this.options.settings, own, source);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
		if (this.ownExecutor != null) {
			this.ownExecutor.shutdownNow();
		}
	}

}
