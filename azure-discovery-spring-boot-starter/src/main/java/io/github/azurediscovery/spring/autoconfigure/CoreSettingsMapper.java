package io.github.azurediscovery.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import io.github.azurediscovery.azure.AzureCloud;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.Endpoints;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.ServiceLookup;
import io.github.azurediscovery.azure.TagMatch;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.refresh.RefreshSettings;
import org.jspecify.annotations.Nullable;

/**
 * Turns properties into the settings of the core.
 */
final class CoreSettingsMapper {

	private static final String SELF = "self";

	private final AzureDiscoveryProperties properties;

	private final FallbackProperties fallbacks;

	CoreSettingsMapper(AzureDiscoveryProperties properties, FallbackProperties fallbacks) {
		this.properties = properties;
		this.fallbacks = fallbacks;
	}

	RefreshSettings refresh() {
		AzureDiscoveryProperties.Refresh refresh = this.properties.refresh();
		AzureDiscoveryProperties.Guard guard = this.properties.guard();
		return new RefreshSettings(refresh.interval(), refresh.jitter(), refresh.maxBackoff(), guard.maxLoss(),
				guard.confirmations());
	}

	BalanceSettings balance() {
		AzureLoadBalancerProperties balance = this.properties.loadbalancer();
		return new BalanceSettings(balance.panicThreshold(), balance.slowStart(),
				balance.zonePreference().enabled() || this.fallbacks.zonePreferred(),
				balance.zonePreference().minShare());
	}

	@Nullable Zone zone() {
		String zone = this.fallbacks.zone();
		return (zone != null) ? new Zone(zone, null) : null;
	}

	AzureSettings azure() {
		AzureDiscoveryProperties.InstanceAddress address = this.properties.instance();
		AzureDiscoveryProperties.Refresh refresh = this.properties.refresh();
		return new AzureSettings(cloud(),
				new Endpoints(this.properties.endpoints().resourceManager(), this.properties.endpoints().authority()),
				credential(), scope(), tags(), address.address(), address.excludeSelf(),
				(address.ownAddress() != null) ? address.ownAddress() : this.fallbacks.ownAddress(), refresh.timeout(),
				refresh.statusInterval(), services());
	}

	private @Nullable AzureCloud cloud() {
		AzureCloud cloud = this.properties.cloud();
		return (cloud != null) ? cloud : this.fallbacks.cloud();
	}

	private CredentialSettings credential() {
		AzureDiscoveryProperties.Credential credential = this.properties.credential();
		String tenant = (credential.tenantId() != null) ? credential.tenantId() : this.fallbacks.tenant();
		InvalidDiscoveryPropertyException.unless(
				credential.type() != CredentialSettings.Type.CLIENT_SECRET || tenant != null, "credential.tenant-id",
				null, "is missing", "A client secret needs client-id, tenant-id and client-secret.");
		return new CredentialSettings(credential.type(), credential.clientId(), credential.objectId(),
				credential.resourceId(), tenant, credential.clientSecret());
	}

	private ScopeSettings scope() {
		AzureDiscoveryProperties.Scope scope = this.properties.scope();
		return new ScopeSettings(orElse(scope.subscriptions(), this.fallbacks.subscription()),
				orElse(scope.resourceGroups(), this.fallbacks.resourceGroup()), scope.regions());
	}

	private static List<String> orElse(List<String> values, @Nullable String fallback) {
		return (!values.isEmpty() || fallback == null) ? values : List.of(fallback);
	}

	private TagSettings tags() {
		TagsProperties tags = this.properties.tags();
		TagSettings names = TagSettings.ofPrefix(tags.prefix());
		return new TagSettings(tags.enabled(), tags.scope().contains(TagsProperties.Scope.NIC),
				orElse(tags.service(), names.service()), orElse(tags.port(), names.port()),
				orElse(tags.instancePort(), names.instancePort()), orElse(tags.secure(), names.secure()),
				orElse(tags.weight(), names.weight()), orElse(tags.managementPort(), names.managementPort()),
				orElse(tags.managementPath(), names.managementPath()), names.metadataPrefix(),
				this.properties.metadata().tags(), tags.serviceId(), matches(tags.include()), matches(tags.exclude()),
				tags.services());
	}

	private static String orElse(@Nullable String value, String fallback) {
		return (value != null) ? value : fallback;
	}

	private static List<TagMatch> matches(List<String> texts) {
		return texts.stream().map(TagMatch::parse).toList();
	}

	private List<ServiceLookup> services() {
		List<ServiceLookup> lookups = new ArrayList<>();
		new TreeMap<>(this.properties.services()).forEach((id, service) -> {
			ServiceLookup.Selector selector = selector(service);
			if (selector != null) {
				lookups.add(new ServiceLookup(id.toLowerCase(Locale.ROOT), selector, port(service), service.secure(),
						service.subscription(), service.resourceGroup(), service.interval()));
			}
		});
		return lookups;
	}

	private static ServiceLookup.@Nullable Selector selector(ServiceProperties service) {
		List<ServiceLookup.ScaleSet> sets = service.scaleSet().stream().map(ServiceLookup.ScaleSet::new).toList();
		if (!sets.isEmpty()) {
			return (sets.size() == 1) ? sets.get(0) : new ServiceLookup.ScaleSets(sets);
		}
		if (!service.tags().isEmpty()) {
			return new ServiceLookup.Tags(matches(service.tags()));
		}
		return service.names().isEmpty() ? null : new ServiceLookup.Names(service.names());
	}

	private @Nullable Integer port(ServiceProperties service) {
		return (service.port() == null && service.scaleSet().equals(List.of(SELF))) ? this.fallbacks.serverPort()
				: service.port();
	}

}
