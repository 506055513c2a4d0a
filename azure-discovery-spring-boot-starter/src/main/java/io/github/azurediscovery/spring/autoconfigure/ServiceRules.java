package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a configured service must look like.
 */
final class ServiceRules {

	private static final Pattern ID = Pattern
		.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

	private ServiceRules() {
	}

	static void check(String id, ServiceProperties service) {
		String prefix = "services." + id;
		InvalidDiscoveryPropertyException.unless(ID.matcher(id.toLowerCase(java.util.Locale.ROOT)).matches(), prefix,
				null, "is no valid host name, so that no URL can name the service",
				"Use letters, digits and hyphens, such as 'orders-eu'.");
		List<String> selectors = service.selectors();
		InvalidDiscoveryPropertyException.unless(selectors.size() == 1, prefix,
				selectors.isEmpty() ? null : String.join(" and ", selectors),
				selectors.isEmpty() ? "does not say where its instances come from" : "is more than one selector",
				"Set exactly one of scale-set, tags, names, static, file, environment, dns.");
		PropertyChecks.matches(prefix + ".tags", service.tags());
		PropertyChecks.port(prefix + ".port", service.port());
		PropertyChecks.interval(prefix + ".interval", service.interval());
		InvalidDiscoveryPropertyException.unless(service.dnsServer() == null || service.dns() != null,
				prefix + ".dns-server", service.dnsServer(), "is of no use without dns",
				"Set dns as well, or remove it.");
		InvalidDiscoveryPropertyException.unless(
				service.onAzure() || (service.resourceGroup() == null && service.subscription() == null),
				prefix + ".resource-group", service.resourceGroup(), "is of no use to " + selectors,
				"Remove resource-group and subscription: they are for scale-set, tags and names.");
	}

}
