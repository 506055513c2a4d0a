package io.github.azurediscovery.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings.Type;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.estate.SimulatedVm;

/** The sources, over real HTTP, in front of a simulated Azure; time is moved by hand. */
final class WireFixture implements AutoCloseable {

	static final String TENANT = "11111111-0000-0000-0000-000000000001";

	final SimulatedAzure azure;

	private final AzureSources sources;

	private Instant now = Instant.parse("2026-11-21T10:00:00Z");

	private long rounds;

	private WireFixture(SimulatedAzure azure, AzureSettings settings, UnaryOperator<AzureSources.Builder> options) {
		this.azure = azure;
		InstantSource time = () -> this.now;
		this.sources = options.apply(AzureSources.builder(settings).time(time).random(new NoDelay())).build();
	}

	static WireFixture to(SimulatedAzure azure, AzureServiceDefinition... services) {
		return to(azure, settings(azure, services), (builder) -> builder);
	}

	static WireFixture to(SimulatedAzure azure, AzureSettings settings, UnaryOperator<AzureSources.Builder> options) {
		return new WireFixture(azure, settings, options);
	}

	static AzureSettings settings(SimulatedAzure azure, AzureServiceDefinition... services) {
		return settings(azure, TagSettings.DEFAULT, VmAddressKind.PRIVATE, services);
	}

	static AzureSettings settings(SimulatedAzure azure, TagSettings tags, VmAddressKind address,
			AzureServiceDefinition... services) {
		return settings(azure, ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP), tags,
				address, services);
	}

	static AzureSettings settings(SimulatedAzure azure, ScopeSettings scope, TagSettings tags, VmAddressKind address,
			AzureServiceDefinition... services) {
		return AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(azure.armEndpoint()))
			.credential(CredentialSettings.NONE)
			.scope(scope)
			.tags(tags)
			.address(address)
			.timeout(Duration.ofSeconds(5))
			.services(List.of(services))
			.build();
	}

	/**
	 * An Azure that requires the token of a known client, with one VM at 10.0.0.4:8080.
	 */
	static SimulatedAzure oneVm() {
		SimulatedAzure azure = SimulatedAzure.start();
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		azure.access().defaultRights(ReadRights.NOTHING);
		azure.access().tokenRequired(true);
		return azure;
	}

	static AzureSettings clientSecret(SimulatedAzure azure, String clientId, String secret) {
		AzureSettings base = settings(azure);
		return base.toBuilder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(azure.armEndpoint())
				.withAuthority(azure.entra().endpoint()))
			.credential(CredentialSettings.builder(Type.CLIENT_SECRET)
				.clientId(clientId)
				.tenantId(TENANT)
				.clientSecret(secret)
				.build())
			.timeout(Duration.ofSeconds(15))
			.build();
	}

	static ImdsClient imds(SimulatedAzure azure) {
		return ImdsClient.builder().endpoint(azure.imdsEndpoint()).build();
	}

	/** Let time pass. */
	WireFixture after(Duration duration) {
		this.now = this.now.plus(duration);
		return this;
	}

	Instant now() {
		return this.now;
	}

	List<String> names() {
		return this.sources.sources().stream().map(InstanceSource::name).toList();
	}

	InstanceSource source(String name) {
		return this.sources.sources().stream().filter((source) -> source.name().equals(name)).findFirst().orElseThrow();
	}

	RefreshRound nextRound() {
		return new RefreshRound(++this.rounds, this.now);
	}

	/** One round of one source. */
	SourceAnswer fetch(String name) throws SourceException, InterruptedException {
		return source(name).fetch(nextRound());
	}

	/** One round of one source on demand. */
	SourceAnswer fetchOnDemand(String name) throws SourceException, InterruptedException {
		return source(name).fetch(RefreshRound.onDemand(++this.rounds, this.now));
	}

	/** One round of all sources. */
	List<SourceAnswer> fetchAll() throws SourceException, InterruptedException {
		RefreshRound round = nextRound();
		List<SourceAnswer> answers = new ArrayList<>();
		for (InstanceSource source : this.sources.sources()) {
			answers.add(source.fetch(round));
		}
		return answers;
	}

	/**
	 * The id that instances of a VM have: a UUID of its resource id, whatever its case.
	 */
	static String instanceId(SimulatedVm vm) {
		return UUID.nameUUIDFromBytes(vm.id().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)).toString();
	}

	static List<String> hosts(SourceAnswer answer) {
		return answer.instances().stream().map((instance) -> instance.host() + ":" + instance.port()).sorted().toList();
	}

	static List<String> names(SourceAnswer answer) {
		return answer.instances().stream().map(Instance::name).sorted().toList();
	}

	static List<String> reasons(SourceAnswer answer) {
		return answer.rejected().stream().map(Rejection::detail).sorted().toList();
	}

	/** Let go of the sources alone. */
	void stop() {
		this.sources.close();
	}

	@Override
	public void close() {
		stop();
		this.azure.close();
	}

}
