package io.github.azurediscovery.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import io.github.azurediscovery.azure.AzureCloudKind;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.refresh.RefreshSettings;
import org.jspecify.annotations.Nullable;

/**
 * Maps properties to the settings of the core.
 */
final class CoreSettingsMapper {

	private static final String SELF = "self";

	private final BoundDiscoveryProperties properties;

	private final FallbackProperties fallbacks;

	CoreSettingsMapper(BoundDiscoveryProperties properties, FallbackProperties fallbacks) {
		this.properties = properties;
		this.fallbacks = fallbacks;
	}

	RefreshSettings refresh() {
		CatalogRefreshProperties.Refresh refresh = this.properties.refresh().refresh();
		CatalogRefreshProperties.Guard guard = this.properties.refresh().guard();
		return PropertyChecks.settings(() -> RefreshSettings.builder()
			.interval(refresh.interval())
			.jitter(refresh.jitter())
			.maxBackoff(refresh.maxBackoff())
			.maxLoss(guard.maxLoss())
			.confirmations(guard.confirmations())
			.build());
	}

	BalanceSettings balance() {
		AzureLoadBalancerProperties balance = this.properties.general().loadbalancer();
		return PropertyChecks.settings(() -> BalanceSettings.builder()
			.panicThreshold(balance.panicThreshold())
			.slowStart(balance.slowStart())
			.zonePreference(balance.zonePreference().enabled() || this.fallbacks.prefersZone())
			.minShare(balance.zonePreference().minShare())
			.build());
	}

	@Nullable Zone zone() {
		String zone = this.fallbacks.zone();
		return (zone != null) ? new Zone(zone, null) : null;
	}

	AzureSettings azure() {
		AzureAccessProperties.Endpoints endpoints = this.properties.access().endpoints();
		InstanceLookupProperties.InstanceAddress address = this.properties.lookup().instance();
		CatalogRefreshProperties.Refresh refresh = this.properties.refresh().refresh();
		return PropertyChecks.settings(() -> AzureSettings.builder()
			.cloud(cloud())
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(endpoints.resourceManager())
				.withAuthority(endpoints.authority()))
			.credential(credential())
			.scope(scope())
			.tags(tags())
			.address(address.address())
			.excludeSelf(address.excludeSelf())
			.ownAddress((address.ownAddress() != null) ? address.ownAddress() : this.fallbacks.ownAddress())
			.timeout(refresh.timeout())
			.statusInterval(refresh.statusInterval())
			.services(services())
			.details(this.properties.lookup().metadata().details())
			.build());
	}

	private @Nullable AzureCloudKind cloud() {
		AzureCloudKind cloud = this.properties.access().cloud();
		return (cloud != null) ? cloud : this.fallbacks.cloud();
	}

	private CredentialSettings credential() {
		AzureAccessProperties.Credential credential = this.properties.access().credential();
		String tenant = tenant();
		PropertyChecks.require(credential.type() != CredentialSettings.Type.CLIENT_SECRET || tenant != null,
				"credential.tenant-id", null, "is missing",
				"A client secret needs client-id, tenant-id and client-secret.");
		return CredentialSettings.builder(credential.type())
			.clientId(credential.clientId())
			.objectId(credential.objectId())
			.resourceId(credential.resourceId())
			.tenantId(tenant)
			.clientSecret(credential.clientSecret())
			.build();
	}

	@Nullable String tenant() {
		String tenant = this.properties.access().credential().tenantId();
		return (tenant != null) ? tenant : this.fallbacks.tenant();
	}

	private ScopeSettings scope() {
		InstanceLookupProperties.Scope scope = this.properties.lookup().scope();
		return new ScopeSettings(orElse(scope.subscriptions(), this.fallbacks.subscription()),
				orElse(scope.resourceGroups(), this.fallbacks.resourceGroup()), scope.regions());
	}

	private static List<String> orElse(List<String> values, @Nullable String fallback) {
		return (!values.isEmpty() || fallback == null) ? values : List.of(fallback);
	}

	private TagSettings tags() {
		TagsProperties tags = this.properties.lookup().tags();
		TagSettings names = TagSettings.ofPrefix(tags.prefix());
		return names.toBuilder()
			.enabled(tags.enabled())
			.nics(tags.scope().contains(TagsProperties.Scope.NIC))
			.service(orElse(tags.service(), names.service()))
			.port(orElse(tags.port(), names.port()))
			.instancePort(orElse(tags.instancePort(), names.instancePort()))
			.secure(orElse(tags.secure(), names.secure()))
			.weight(orElse(tags.weight(), names.weight()))
			.managementPort(orElse(tags.managementPort(), names.managementPort()))
			.managementPath(orElse(tags.managementPath(), names.managementPath()))
			.metadata(this.properties.lookup().metadata().tags())
			.serviceId(tags.serviceId())
			.include(parse(tags.include()))
			.exclude(parse(tags.exclude()))
			.services(tags.services())
			.build();
	}

	private static String orElse(@Nullable String value, String fallback) {
		return (value != null) ? value : fallback;
	}

	private static List<ResourceTagMatch> parse(List<String> texts) {
		return texts.stream().map(ResourceTagMatch::parse).toList();
	}

	private List<AzureServiceDefinition> services() {
		List<AzureServiceDefinition> lookups = new ArrayList<>();
		new TreeMap<>(this.properties.lookup().services()).forEach((id, service) -> {
			AzureServiceDefinition.Selector selector = selector(service);
			if (selector != null) {
				lookups.add(AzureServiceDefinition.builder(id.toLowerCase(Locale.ROOT), selector)
					.port(port(service))
					.secure(service.secure())
					.subscription(service.subscription())
					.resourceGroup(service.resourceGroup())
					.interval(service.interval())
					.build());
			}
		});
		return lookups;
	}

	private static AzureServiceDefinition.@Nullable Selector selector(ServiceProperties service) {
		List<AzureServiceDefinition.ScaleSet> sets = service.scaleSet()
			.stream()
			.map(AzureServiceDefinition.ScaleSet::new)
			.toList();
		if (!sets.isEmpty()) {
			return (sets.size() == 1) ? sets.get(0) : new AzureServiceDefinition.ScaleSets(sets);
		}
		if (!service.tags().isEmpty()) {
			return new AzureServiceDefinition.Tags(parse(service.tags()));
		}
		return service.names().isEmpty() ? null : new AzureServiceDefinition.Names(service.names());
	}

	private @Nullable Integer port(ServiceProperties service) {
		return (service.port() == null && service.scaleSet().equals(List.of(SELF))) ? this.fallbacks.serverPort()
				: service.port();
	}

}
