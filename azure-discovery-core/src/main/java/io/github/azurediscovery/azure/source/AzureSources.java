package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.inventory.InventoryProvider;
import io.github.azurediscovery.azure.inventory.TagMatchExpectation;
import io.github.azurediscovery.azure.lookup.ConfiguredServiceReader;
import io.github.azurediscovery.azure.lookup.DiscoveryTagLookup;
import io.github.azurediscovery.azure.lookup.DiscoveryTagReader;
import io.github.azurediscovery.azure.lookup.ScaleSetLookup;
import io.github.azurediscovery.azure.lookup.ScaleSetPatternLookup;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup;
import io.github.azurediscovery.azure.lookup.TagAndNameLookup;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/**
 * The sources that find instances in Azure: one for each configured service and scope,
 * and one for the tag convention in each scope. Creating them sends nothing; the first
 * fetch sends the first request. Thread-safe.
 */
public final class AzureSources implements AutoCloseable {

	private final List<InstanceSource> sources;

	private final AzureContext azure;

	private AzureSources(Builder builder) {
		AzureSettingsValidator.check(builder.settings);
		if (builder.pipeline == null && builder.credential == null) {
			AzureSettingsValidator.checkAnonymousAccess(builder.settings);
		}
		this.azure = new AzureContext(builder);
		this.sources = List.copyOf(create(builder, this.azure));
	}

	/**
	 * Start.
	 * @param settings what to look for, and where
	 * @return a builder
	 */
	public static Builder builder(AzureSettings settings) {
		return new Builder(settings);
	}

	/**
	 * Return the sources, the configured services first.
	 * @return the sources; the same ones at every call
	 */
	public List<InstanceSource> sources() {
		return this.sources;
	}

	/** Close threads and connections. Calls in progress are cancelled. */
	@Override
	public void close() {
		this.azure.close();
	}

	private static List<InstanceSource> create(Builder builder, AzureContext azure) {
		AzureSettings settings = builder.settings;
		if (builder.standIn != null) {
			return List.of(azure.seenFromHere(builder.standIn));
		}
		List<InstanceSource> sources = new ArrayList<>();
		Set<String> configured = new HashSet<>(builder.configured);
		for (AzureServiceDefinition lookup : settings.services()) {
			configured.add(lookup.service());
			List<AzureServiceDefinition> each = lookup.expand();
			for (AzureServiceDefinition one : each) {
				String label = (each.size() > 1 && one.selector() instanceof AzureServiceDefinition.ScaleSet set)
						? "/" + set.reference().strip() : "";
				for (ConfiguredScope scope : ScopeExpander.of(settings.scope(), one)) {
					sources.add(source(one, label, scope, settings, azure));
				}
			}
		}
		if (builder.convention && settings.tags().enabled()) {
			DiscoveryTagReader convention = new DiscoveryTagReader(settings.tags(), configured);
			for (ConfiguredScope scope : ScopeExpander.of(settings.scope())) {
				sources.add(AzureSource.ofConvention("tags" + scope.label(), azure, scope, new DiscoveryTagLookup(
						settings.tags(), convention,
						settings.services().isEmpty() ? TagMatchExpectation.CERTAIN : TagMatchExpectation.POSSIBLE)));
			}
		}
		return sources;
	}

	private static InstanceSource source(AzureServiceDefinition service, String label, ConfiguredScope scope,
			AzureSettings settings, AzureContext azure) {
		ConfiguredServiceReader configured = new ConfiguredServiceReader(service, settings.tags());
		String kind;
		ServiceVmLookup lookup;
		if (service.selector() instanceof AzureServiceDefinition.ScaleSet set) {
			kind = "scale-set";
			lookup = set.isPattern() ? new ScaleSetPatternLookup(set, configured)
					: scaleSetLookup(set, scope, configured, azure.inventories());
		}
		else if (service.selector() instanceof AzureServiceDefinition.Tags tags) {
			kind = "tags";
			lookup = TagAndNameLookup.of(tags, configured);
		}
		else {
			kind = "names";
			lookup = TagAndNameLookup.of((AzureServiceDefinition.Names) service.selector(), configured);
		}
		return AzureSource.ofService(kind + ":" + service.service() + label + scope.label(), azure, scope, lookup,
				service.interval());
	}

	/** With several scopes, the set need not be in each of them. */
	private static ServiceVmLookup scaleSetLookup(AzureServiceDefinition.ScaleSet set, ConfiguredScope scope,
			ConfiguredServiceReader configured, InventoryProvider inventories) {
		return scope.label().isEmpty() ? ScaleSetLookup.inOnlyScope(set, configured, inventories)
				: ScaleSetLookup.inOneOfSeveralScopes(set, configured, inventories);
	}

	/** Builds {@link AzureSources}. Not thread-safe. */
	public static final class Builder {

		final AzureSettings settings;

		@Nullable ImdsClient imds;

		@Nullable AzureCredential credential;

		@Nullable AzurePipeline pipeline;

		@Nullable SSLContext tls;

		InstantSource time = InstantSource.system();

		RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

		@Nullable Executor executor;

		ArmRequestListener listener = (request) -> {
		};

		Duration refreshInterval = Duration.ofSeconds(30);

		int confirmations = 2;

		boolean onAzure;

		Supplier<Collection<Instance>> known = List::of;

		Collection<String> configured = List.of();

		boolean convention = true;

		@Nullable InstanceSource standIn;

		String threadPrefix = "azure-discovery";

		private Builder(AzureSettings settings) {
			this.settings = settings;
		}

		/**
		 * Set the client for instance metadata; without it there is none.
		 * @param imds the client, or {@code null}
		 * @return this builder
		 */
		public Builder imds(@Nullable ImdsClient imds) {
			this.imds = imds;
			return this;
		}

		/**
		 * Set that this is an Azure VM: unreachable instance metadata is then a failure
		 * and does not mean that there is nothing to discover.
		 * @param onAzure whether this is known to be an Azure VM, {@code false} by
		 * default
		 * @return this builder
		 */
		public Builder onAzure(boolean onAzure) {
			this.onAzure = onAzure;
			return this;
		}

		/**
		 * Set the instances that are known already, from a refresh or from the snapshot
		 * file. If instances of a source are known, this is an Azure VM, and unreachable
		 * instance metadata is a failure. Known instances of a scale set tell its mode,
		 * so its model need not be read.
		 * @param known returns the instances, whatever their source; called by any thread
		 * @return this builder
		 */
		public Builder known(Supplier<Collection<Instance>> known) {
			this.known = known;
			return this;
		}

		/**
		 * Set a credential that replaces the one the settings describe.
		 * @param credential the credential, or {@code null}
		 * @return this builder
		 */
		public Builder credential(@Nullable AzureCredential credential) {
			this.credential = credential;
			return this;
		}

		/**
		 * Set an HTTP pipeline that replaces the built-in authentication and HTTP client.
		 * @param pipeline the pipeline, or {@code null}
		 * @return this builder
		 */
		public Builder pipeline(@Nullable AzurePipeline pipeline) {
			this.pipeline = pipeline;
			return this;
		}

		/**
		 * Set the certificates to trust.
		 * @param tls the context, or {@code null} for the JDK's
		 * @return this builder
		 */
		public Builder tls(@Nullable SSLContext tls) {
			this.tls = tls;
			return this;
		}

		/**
		 * Set the clock.
		 * @param time the clock
		 * @return this builder
		 */
		public Builder time(InstantSource time) {
			this.time = time;
			return this;
		}

		/**
		 * Set the randomness that spreads the clients.
		 * @param random the generator
		 * @return this builder
		 */
		public Builder random(RandomGenerator random) {
			this.random = random;
			return this;
		}

		/**
		 * Set where lists are read concurrently, with at most eight requests at a time.
		 * Lists wait for other lists, so the executor must start each task at once. The
		 * default uses daemon threads. The fetches of sources do not run here.
		 * @param executor the executor, or {@code null}
		 * @return this builder
		 */
		public Builder executor(@Nullable Executor executor) {
			this.executor = executor;
			return this;
		}

		/**
		 * Set the listener of requests.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder listener(ArmRequestListener listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Set the time between two fetches of the sources, 30 s by default. Status
		 * queries about new VMs are spread over this time.
		 * @param refreshInterval the interval
		 * @return this builder
		 */
		public Builder refreshInterval(Duration refreshInterval) {
			this.refreshInterval = refreshInterval;
			return this;
		}

		/**
		 * Set for how many responses a listed VM keeps its address while its network
		 * interface is missing, 2 by default.
		 * @param confirmations the number of answers
		 * @return this builder
		 */
		public Builder confirmations(int confirmations) {
			this.confirmations = confirmations;
			return this;
		}

		/**
		 * Set the ids of services that are configured elsewhere, such as static ones: the
		 * tag convention may not join them.
		 * @param configured the ids, in any case, beside those of the settings
		 * @return this builder
		 */
		public Builder configured(Collection<String> configured) {
			this.configured = List.copyOf(configured);
			return this;
		}

		/**
		 * Set whether there is a source for the tag convention, if the settings enable
		 * it. Tags complete configured services in any case.
		 * @param convention whether there is a source for the convention, {@code true} by
		 * default
		 * @return this builder
		 */
		public Builder convention(boolean convention) {
			this.convention = convention;
			return this;
		}

		/**
		 * Ask one source in place of all lookups. What depends on this VM is done here:
		 * it is marked as this application's own, or left out. Services that are
		 * configured elsewhere are never taken from the source.
		 * @param standIn the source, or {@code null} for the lookups
		 * @return this builder
		 */
		public Builder standIn(@Nullable InstanceSource standIn) {
			this.standIn = standIn;
			return this;
		}

		/**
		 * Set what the names of the threads begin with.
		 * @param threadPrefix the prefix, {@code azure-discovery} by default
		 * @return this builder
		 */
		public Builder threadPrefix(String threadPrefix) {
			this.threadPrefix = threadPrefix;
			return this;
		}

		/**
		 * Set on a connection to another service of Azure what these sources use.
		 * @param connection the builder of the connection
		 */
		public void applyTo(AzureServiceConnection.Builder connection) {
			connection.imds(this.imds)
				.credential(this.credential)
				.pipeline(this.pipeline)
				.tls(this.tls)
				.time(this.time)
				.threadPrefix(this.threadPrefix);
		}

		/**
		 * Build the sources. Sends nothing.
		 * @return the sources
		 * @throws IllegalArgumentException if the settings cannot work; the message names
		 * the property
		 */
		public AzureSources build() {
			return new AzureSources(this);
		}

	}

}
