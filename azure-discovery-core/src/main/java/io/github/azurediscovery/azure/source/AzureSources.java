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
import io.github.azurediscovery.azure.lookup.ConfiguredServiceReader;
import io.github.azurediscovery.azure.lookup.ScaleSetLookup;
import io.github.azurediscovery.azure.lookup.ScaleSetPatternLookup;
import io.github.azurediscovery.azure.lookup.TagAndNameLookup;
import io.github.azurediscovery.azure.lookup.TagConventionLookup;
import io.github.azurediscovery.azure.lookup.TagConventionReader;
import io.github.azurediscovery.azure.lookup.VmLookup;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/**
 * The sources that find instances in Azure: one for each configured service and scope,
 * and one for the tag convention in each scope. To create them sends nothing; Azure is
 * asked when the first of them is. Thread-safe.
 */
public final class AzureSources implements AutoCloseable {

	private final List<InstanceSource> sources;

	private final AzureContext azure;

	private AzureSources(Builder builder) {
		AzureSettingsValidator.check(builder.settings, builder.pipeline != null || builder.credential != null);
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

	/** Let go of threads and connections. Calls in progress are abandoned. */
	@Override
	public void close() {
		this.azure.close();
	}

	private static List<InstanceSource> create(Builder builder, AzureContext azure) {
		AzureSettings settings = builder.settings;
		List<InstanceSource> sources = new ArrayList<>();
		Set<String> configured = new HashSet<>(builder.configured);
		for (AzureServiceDefinition lookup : settings.services()) {
			configured.add(lookup.service());
			List<AzureServiceDefinition> each = lookup.each();
			for (AzureServiceDefinition one : each) {
				String label = (each.size() > 1 && one.selector() instanceof AzureServiceDefinition.ScaleSet set)
						? "/" + set.reference().strip() : "";
				for (ConfiguredScope scope : ScopeExpander.of(settings.scope(), one)) {
					sources.add(source(one, label, scope, settings, azure));
				}
			}
		}
		if (builder.convention && settings.tags().enabled()) {
			TagConventionReader convention = new TagConventionReader(settings.tags(), configured);
			for (ConfiguredScope scope : ScopeExpander.of(settings.scope())) {
				sources.add(new AzureSource("tags" + scope.label(), azure, scope,
						new TagConventionLookup(settings.tags(), convention, settings.services().isEmpty()), null,
						true));
			}
		}
		return sources;
	}

	private static InstanceSource source(AzureServiceDefinition service, String label, ConfiguredScope scope,
			AzureSettings settings, AzureContext azure) {
		ConfiguredServiceReader configured = new ConfiguredServiceReader(service, settings.tags());
		String kind;
		VmLookup lookup;
		if (service.selector() instanceof AzureServiceDefinition.ScaleSet set) {
			kind = "scale-set";
			lookup = set.isPattern() ? new ScaleSetPatternLookup(set, configured)
					: new ScaleSetLookup(set, !scope.label().isEmpty(), configured, azure.inventories());
		}
		else if (service.selector() instanceof AzureServiceDefinition.Tags tags) {
			kind = "tags";
			lookup = TagAndNameLookup.of(tags, configured);
		}
		else {
			kind = "names";
			lookup = TagAndNameLookup.of((AzureServiceDefinition.Names) service.selector(), configured);
		}
		return new AzureSource(kind + ":" + service.service() + label + scope.label(), azure, scope, lookup,
				service.interval(), false);
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

		private Builder(AzureSettings settings) {
			this.settings = settings;
		}

		/**
		 * Set who tells about this VM; without it nobody does.
		 * @param imds the client, or {@code null}
		 * @return this builder
		 */
		public Builder imds(@Nullable ImdsClient imds) {
			this.imds = imds;
			return this;
		}

		/**
		 * Say that this is an Azure VM: that instance metadata cannot be reached is a
		 * failure then, and never means that there is nothing to discover.
		 * @param onAzure whether this is known to be an Azure VM, {@code false} by
		 * default
		 * @return this builder
		 */
		public Builder onAzure(boolean onAzure) {
			this.onAzure = onAzure;
			return this;
		}

		/**
		 * Set which instances are known already, from an answer or from a snapshot file.
		 * Where those of a source are, this was an Azure VM, and that instance metadata
		 * cannot be reached is a failure; those of a scale set tell its mode, so that its
		 * model need not be read.
		 * @param known returns the instances, whatever their source; called by any thread
		 * @return this builder
		 */
		public Builder known(Supplier<Collection<Instance>> known) {
			this.known = known;
			return this;
		}

		/**
		 * Set a credential in place of the one the settings describe.
		 * @param credential the credential, or {@code null}
		 * @return this builder
		 */
		public Builder credential(@Nullable AzureCredential credential) {
			this.credential = credential;
			return this;
		}

		/**
		 * Set an HTTP pipeline in place of our authentication and HTTP client.
		 * @param pipeline the pipeline, or {@code null}
		 * @return this builder
		 */
		public Builder pipeline(@Nullable AzurePipeline pipeline) {
			this.pipeline = pipeline;
			return this;
		}

		/**
		 * Set whom to trust.
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
		 * Set where lists run, side by side, at most eight requests at a time. Lists wait
		 * for lists, so it must start each at once, as daemon threads of our own do by
		 * default; the sources are fetched elsewhere.
		 * @param executor the executor, or {@code null}
		 * @return this builder
		 */
		public Builder executor(@Nullable Executor executor) {
			this.executor = executor;
			return this;
		}

		/**
		 * Set who is told of every request.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder listener(ArmRequestListener listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Set how often the sources are fetched, 30 s by default: newcomers bring the
		 * next status round forward by up to this.
		 * @param refreshInterval the interval
		 * @return this builder
		 */
		public Builder refreshInterval(Duration refreshInterval) {
			this.refreshInterval = refreshInterval;
			return this;
		}

		/**
		 * Set for how many answers a VM keeps its address while it is listed and its
		 * network interface is not, 2 by default.
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
		 * Set whether services are found by the tag convention, as far as the settings
		 * follow it. Tags still complete what is configured where it is not.
		 * @param convention whether there is a source for the convention, {@code true} by
		 * default
		 * @return this builder
		 */
		public Builder convention(boolean convention) {
			this.convention = convention;
			return this;
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
