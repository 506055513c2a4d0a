package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connection when it is first needed, and keeps one inventory for each place.
 * Off Azure with nothing configured it opens nothing at all. Thread-safe.
 */
final class SharedAzure implements Azure, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SharedAzure.class);

	private static final Duration BETWEEN_PROBES = Duration.ofMinutes(5);

	private final AzureSources.Builder options;

	private final Map<String, Inventory> inventories = new ConcurrentHashMap<>();

	private final @Nullable ExecutorService ownExecutor;

	private final Calls calls;

	private @Nullable Connection connection;

	private Instant nextProbe = Instant.MIN;

	private boolean told;

	private boolean closed;

	SharedAzure(AzureSources.Builder options) {
		this.options = options;
		Executor executor = options.executor;
		this.ownExecutor = (executor == null) ? executor() : null;
		this.calls = new Calls((executor != null) ? executor : java.util.Objects.requireNonNull(this.ownExecutor));
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
	public synchronized @Nullable InstanceMetadata metadata() {
		ImdsClient imds = this.options.imds;
		if (imds == null) {
			return null;
		}
		InstanceMetadata known = imds.known();
		Instant now = this.options.time.instant();
		if (known == null && !now.isBefore(this.nextProbe)) {
			known = imds.instance().orElse(null);
			this.nextProbe = now.plus(BETWEEN_PROBES);
		}
		return known;
	}

	@Override
	public @Nullable Place place(Scope scope) throws ListException {
		InstanceMetadata metadata = null;
		String subscription = scope.subscription();
		String group = scope.group();
		if (subscription == null || group == null) {
			metadata = metadata();
		}
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
		if (!this.inventories.containsKey(where)) {
			connection.lists().prepare(place.subscription(), this.calls);
		}
		connection.ready();
		return this.inventories.computeIfAbsent(where, (key) -> {
			AzureSettings settings = this.options.settings;
			return new Inventory(place, connection.lists(), this.calls,
					new InventorySettings(settings.statusInterval(), this.options.refreshInterval,
							this.options.confirmations, settings.address() == AddressKind.PUBLIC, this.options.time,
							this.options.random));
		});
	}

	private synchronized Connection connection() throws ListException {
		if (this.closed) {
			throw ListException.failed("Discovery is closed", null);
		}
		Connection open = this.connection;
		if (open == null) {
			InstanceMetadata metadata = metadata();
			AzureCloud cloud = this.options.settings.cloud();
			if (cloud == null && metadata != null) {
				cloud = AzureCloud.ofEnvironment(metadata.azEnvironment());
			}
			open = Connection.open(this.options, cloud, metadata != null);
			this.connection = open;
		}
		return open;
	}

	@Override
	public Admission admission(String source) {
		ImdsClient imds = this.options.imds;
		Own own = Own.of((imds != null) ? imds.known() : null, this.options.settings.ownAddress());
		return new Admission(this.options.settings, own, source);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
		this.inventories.clear();
		if (this.ownExecutor != null) {
			this.ownExecutor.shutdownNow();
		}
	}

}
