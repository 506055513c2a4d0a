package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.azure.arm.ArmConnectionOptions;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.inventory.InventoryOptions;
import io.github.azurediscovery.azure.inventory.InventoryProvider;
import io.github.azurediscovery.azure.lookup.LocalVmIdentity;
import io.github.azurediscovery.azure.lookup.ScaleSetModeMetadata;
import io.github.azurediscovery.azure.lookup.VmInstanceFactory;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that the Azure sources share: the connection, the inventories and the
 * metadata of this VM. Opens no connection off Azure if nothing is configured.
 * Thread-safe.
 */
final class AzureContext implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AzureContext.class);

	private final AzureSources.Builder options;

	private final LocalVmMetadata metadata;

	private final @Nullable ExecutorService ownExecutor;

	private final ArmSessionHolder sessions;

	private final InventoryRegistry inventories;

	private boolean nothingToDiscoverLogged;

	AzureContext(AzureSources.Builder options) {
		AzureSettings settings = options.settings;
		this.options = options;
		this.metadata = new LocalVmMetadata(options.imds, options.onAzure, options.time);
		Executor executor = options.executor;
		this.ownExecutor = (executor == null)
				? Executors.newCachedThreadPool(DaemonThreads.numbered(options.threadPrefix + "-list")) : null;
		this.sessions = new ArmSessionHolder(new ArmConnectionOptions(settings, options.credential, options.pipeline,
				options.tls, options.time, options.random, options.listener, options.threadPrefix), this.metadata);
		this.inventories = new InventoryRegistry(settings.scope(), this.sessions, this.metadata,
				new ConcurrentArmCalls((executor != null) ? executor : Objects.requireNonNull(this.ownExecutor)),
				new InventoryOptions(settings.statusInterval(), options.refreshInterval, options.confirmations,
						settings.address() == VmAddressKind.PUBLIC, options.time, options.random,
						(set) -> ScaleSetModeMetadata.find(set, options.known.get())));
	}

	InventoryProvider inventories() {
		return this.inventories;
	}

	/**
	 * Return whether instances of a source are known from a refresh or from the snapshot
	 * file.
	 */
	boolean hasInstancesOf(String source) {
		return this.options.known.get().stream().anyMatch((instance) -> instance.source().equals(source));
	}

	/**
	 * Complete a configured scope from instance metadata.
	 * @return the scope, or {@code null} if nothing is configured and this is not Azure
	 */
	@Nullable ResourceListScope listScope(ConfiguredScope scope, RefreshRound round)
			throws ArmAccessException, InterruptedException {
		String subscription = scope.subscription();
		String group = scope.group();
		boolean needed = subscription == null || group == null;
		InstanceMetadata localVm = (needed || this.metadata.known() != null) ? this.inventories.localVm(round) : null;
		if (subscription == null) {
			if (localVm == null) {
				return noScope();
			}
			subscription = localVm.subscriptionId();
		}
		if (group == null) {
			if (localVm == null || !subscription.equalsIgnoreCase(localVm.subscriptionId())) {
				throw ArmAccessException
					.failed("azure.discovery.scope.resource-groups is not set, and this VM is not in " + "subscription "
							+ subscription + ": name the resource groups, or * for all of them", null);
			}
			group = localVm.resourceGroup();
		}
		return new ResourceListScope(subscription, group.equals("*") ? null : group);
	}

	private synchronized @Nullable ResourceListScope noScope() throws ArmAccessException {
		if (!this.options.settings.services().isEmpty()) {
			throw ArmAccessException
				.failed("azure.discovery.scope.subscriptions is not set, and this is not an Azure VM "
						+ "whose instance metadata would name its subscription: set it", null);
		}
		if (!this.nothingToDiscoverLogged) {
			this.nothingToDiscoverLogged = true;
			logger.info("Not on Azure, and no service is configured: nothing to discover");
		}
		return null;
	}

	/**
	 * Return the earliest time of the next refresh of a source if the read quota of Azure
	 * Resource Manager is nearly exhausted, {@code null} if it is not.
	 * @param interval the refresh interval of the source, {@code null} for the default
	 */
	@Nullable Instant nextRefresh(ResourceListScope scope, @Nullable Duration interval) throws ArmAccessException {
		ArmSession session = this.sessions.current();
		Instant now = this.options.time.instant();
		if (session == null || !session.arm().client().rateLimits(scope.subscription()).quotas().fewReadsLeft(now)) {
			return null;
		}
		return now.plus(Objects.requireNonNullElse(interval, this.options.refreshInterval).multipliedBy(2));
	}

	/** Create the factory for the instances of a source. */
	VmInstanceFactory instanceFactory(String source) {
		LocalVmIdentity own = LocalVmIdentity.of(this.metadata.known(), this.options.settings.ownAddress());
		return new VmInstanceFactory(this.options.settings, own, source);
	}

	/** Return a source as this VM sees it. */
	InstanceSource seenFromHere(InstanceSource source) {
		Set<String> elsewhere = this.options.configured.stream()
			.map((id) -> id.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		Set<String> expected = this.options.settings.services()
			.stream()
			.map(AzureServiceDefinition::service)
			.collect(Collectors.toSet());
		elsewhere.removeAll(expected);
		return new LocallySeenSource(source, this.options.settings, elsewhere, expected, this.metadata);
	}

	@Override
	public void close() {
		this.sessions.close();
		if (this.ownExecutor != null) {
			this.ownExecutor.shutdownNow();
		}
	}

}
