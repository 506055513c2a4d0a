package io.github.azurediscovery;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.ProbeListener;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkListener;
import io.github.azurediscovery.sink.SinkSettings;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AzureDiscovery}. Nothing is asked of Azure unless a method says so.
 * Not thread-safe.
 */
public final class AzureDiscoveryBuilder {

	final List<InstanceSource> sources = new ArrayList<>();

	final List<AzureServiceDefinition> lookups = new ArrayList<>();

	@Nullable AzureSettings azure;

	Consumer<AzureSources.Builder> azureCustomizer = (azure) -> {
	};

	@Nullable LookupStandIn standIn;

	@Nullable ImdsClient imds;

	boolean withoutImds;

	RefreshSettings refresh = RefreshSettings.DEFAULT;

	HealthSettings health = HealthSettings.DEFAULT;

	ProbeListener probes = (service, alive, duration) -> {
	};

	BalanceSettings balance = BalanceSettings.DEFAULT;

	final List<DiscoverySink> sinks = new ArrayList<>();

	SinkSettings sinkSettings = SinkSettings.DEFAULT;

	SinkListener sinkListener = (sink, applied, duration) -> {
	};

	@Nullable Zone zone;

	@Nullable Path snapshotFile;

	UnaryOperator<InstanceSource> decorator = UnaryOperator.identity();

	boolean hushChanges;

	InstantSource clock = InstantSource.system();

	String threadPrefix = "azure-discovery";

	AzureDiscoveryBuilder() {
	}

	/**
	 * Find a service among the instances of a scale set.
	 * @param service the id of the service
	 * @param scaleSet the name or the resource id of the set, {@code self} for this VM's
	 * own, or a name with {@code *} for all sets that match
	 * @param port the port
	 * @return this builder
	 */
	public AzureDiscoveryBuilder scaleSet(String service, String scaleSet, int port) {
		return lookup(AzureServiceDefinition.of(service, new AzureServiceDefinition.ScaleSet(scaleSet), port));
	}

	/**
	 * Find a service among the VMs that carry all of these tags.
	 * @param service the id of the service
	 * @param port the port
	 * @param tags each {@code name=value}
	 * @return this builder
	 */
	public AzureDiscoveryBuilder tags(String service, int port, String... tags) {
		List<ResourceTagMatch> all = Arrays.stream(tags).map(ResourceTagMatch::parse).toList();
		return lookup(AzureServiceDefinition.of(service, new AzureServiceDefinition.Tags(all), port));
	}

	/**
	 * Find a service among the VMs with these names.
	 * @param service the id of the service
	 * @param port the port
	 * @param names the names, {@code *} stands for any characters
	 * @return this builder
	 */
	public AzureDiscoveryBuilder names(String service, int port, String... names) {
		return lookup(AzureServiceDefinition.of(service, new AzureServiceDefinition.Names(List.of(names)), port));
	}

	/**
	 * Find a service in Azure.
	 * @param lookup which VMs carry it
	 * @return this builder
	 */
	public AzureDiscoveryBuilder lookup(AzureServiceDefinition lookup) {
		this.lookups.add(lookup);
		return this;
	}

	/**
	 * Ask Azure with settings other than the defaults: which scope, whose credential,
	 * which tags. Services that were named one by one come in addition. Without this call
	 * only those are found, and no tag convention is followed.
	 * @param azure the settings
	 * @return this builder
	 */
	public AzureDiscoveryBuilder azure(AzureSettings azure) {
		this.azure = azure;
		return this;
	}

	/**
	 * Ask Azure with a credential of one's own.
	 * @param credential the credential
	 * @return this builder
	 */
	public AzureDiscoveryBuilder credential(AzureCredential credential) {
		return azureSources((azure) -> azure.credential(credential));
	}

	/**
	 * Change how Azure is asked in every detail, after everything else is set.
	 * @param customizer changes the builder of Azure's sources
	 * @return this builder
	 */
	public AzureDiscoveryBuilder azureSources(Consumer<AzureSources.Builder> customizer) {
		this.azureCustomizer = this.azureCustomizer.andThen(customizer);
		return this;
	}

	/**
	 * Ask one source in place of Azure's lookups, which are configured all the same.
	 * @param standIn gives the source
	 * @return this builder
	 */
	public AzureDiscoveryBuilder standIn(LookupStandIn standIn) {
		this.standIn = standIn;
		return this;
	}

	/**
	 * Ask another instance metadata service than the one that every Azure VM has.
	 * @param imds the client
	 * @return this builder
	 */
	public AzureDiscoveryBuilder imds(ImdsClient imds) {
		this.imds = imds;
		this.withoutImds = false;
		return this;
	}

	/**
	 * Ask another instance metadata service than the one that every Azure VM has.
	 * @param endpoint scheme, host and port
	 * @return this builder
	 */
	public AzureDiscoveryBuilder imds(URI endpoint) {
		return imds(ImdsClient.builder().endpoint(endpoint).build());
	}

	/**
	 * Ask no instance metadata service: this is no Azure VM.
	 * @return this builder
	 */
	public AzureDiscoveryBuilder withoutImds() {
		this.imds = null;
		this.withoutImds = true;
		return this;
	}

	/**
	 * Add a source. Where two have the same instance, the one added first wins, and
	 * Azure's come last.
	 * @param source the source, its name unique
	 * @return this builder
	 */
	public AzureDiscoveryBuilder source(InstanceSource source) {
		this.sources.add(source);
		return this;
	}

	/**
	 * Wrap every source, Azure's included, such as to trace what it does.
	 * @param decorator returns the source to ask in place of the given one; its name must
	 * stay the same
	 * @return this builder
	 */
	public AzureDiscoveryBuilder decorate(UnaryOperator<InstanceSource> decorator) {
		UnaryOperator<InstanceSource> before = this.decorator;
		this.decorator = (source) -> decorator.apply(before.apply(source));
		return this;
	}

	/**
	 * Set how often to ask, and how to guard against sudden loss.
	 * @param refresh the settings
	 * @return this builder
	 */
	public AzureDiscoveryBuilder refresh(RefreshSettings refresh) {
		this.refresh = refresh;
		return this;
	}

	/**
	 * Set what counts as evidence against an instance.
	 * @param health the settings
	 * @return this builder
	 */
	public AzureDiscoveryBuilder health(HealthSettings health) {
		this.health = health;
		return this;
	}

	/**
	 * Set the listener to probes, for metrics.
	 * @param probes the listener
	 * @return this builder
	 */
	public AzureDiscoveryBuilder probes(ProbeListener probes) {
		this.probes = probes;
		return this;
	}

	/**
	 * Set how to choose among the members of a service.
	 * @param balance the settings
	 * @return this builder
	 */
	public AzureDiscoveryBuilder balance(BalanceSettings balance) {
		this.balance = balance;
		return this;
	}

	/**
	 * Give the instances to a sink as well, such as a proxy.
	 * @param sink the sink, its name unique
	 * @return this builder
	 */
	public AzureDiscoveryBuilder sink(DiscoverySink sink) {
		this.sinks.add(sink);
		return this;
	}

	/**
	 * Set when sinks are given the instances.
	 * @param settings the settings, for all sinks
	 * @return this builder
	 */
	public AzureDiscoveryBuilder sinks(SinkSettings settings) {
		this.sinkSettings = settings;
		return this;
	}

	/**
	 * Set the listener to attempts at sinks, for metrics.
	 * @param listener the listener
	 * @return this builder
	 */
	public AzureDiscoveryBuilder sinks(SinkListener listener) {
		this.sinkListener = listener;
		return this;
	}

	/**
	 * Set the zone that calls come from, this VM's by default.
	 * @param zone the zone
	 * @return this builder
	 */
	public AzureDiscoveryBuilder zone(Zone zone) {
		this.zone = zone;
		return this;
	}

	/**
	 * Keep the last good snapshot in a file, for a start while Azure is away. What the
	 * file says is there at once, and replaced by the first answer of each source.
	 * @param snapshotFile the file, which need not exist
	 * @return this builder
	 */
	public AzureDiscoveryBuilder snapshotFile(Path snapshotFile) {
		this.snapshotFile = snapshotFile;
		return this;
	}

	/**
	 * Set the clock, the system's by default.
	 * @param clock the clock
	 * @return this builder
	 */
	public AzureDiscoveryBuilder clock(InstantSource clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set what the names of the threads begin with, to tell a second discovery in the
	 * same process from the first.
	 * @param threadPrefix the prefix, {@code azure-discovery} by default
	 * @return this builder
	 */
	public AzureDiscoveryBuilder threadPrefix(String threadPrefix) {
		this.threadPrefix = threadPrefix;
		return this;
	}

	/**
	 * Build. Nothing is asked and no thread runs before {@link AzureDiscovery#start()} or
	 * {@link AzureDiscovery#discover()}.
	 * @return the discovery
	 * @throws IllegalArgumentException if the settings cannot work, or two sources or two
	 * sinks have the same name
	 */
	public AzureDiscovery build() {
		return new DefaultAzureDiscovery(this);
	}

}
