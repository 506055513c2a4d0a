package io.github.azurediscovery.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.DnsSource;
import io.github.azurediscovery.source.EnvironmentSource;
import io.github.azurediscovery.source.FileSource;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.StaticSource;
import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the configured services that are not on Azure.
 */
final class ConfiguredSources {

	private ConfiguredSources() {
	}

	static List<InstanceSource> of(Map<String, ServiceProperties> services) {
		List<InstanceSource> sources = new ArrayList<>();
		new TreeMap<>(services).forEach((id, service) -> {
			InstanceSource source = of(id, service);
			if (source != null) {
				sources.add(source);
			}
		});
		return sources;
	}

	private static @Nullable InstanceSource of(String id, ServiceProperties service) {
		ServiceAddressDefaults defaults = ServiceAddressDefaults.of(id.toLowerCase(Locale.ROOT))
			.withPort(service.port())
			.withSecure(Boolean.TRUE.equals(service.secure()))
			.withInterval(service.interval());
		if (!service.fixed().isEmpty()) {
			return fixed(id, service, defaults);
		}
		if (service.file() != null) {
			return new FileSource(defaults, Path.of(service.file()));
		}
		if (service.environment() != null) {
			return new EnvironmentSource(defaults, service.environment());
		}
		return (service.dns() != null) ? dns(id, service.dns(), service.dnsServer(), defaults) : null;
	}

	private static InstanceSource fixed(String id, ServiceProperties service, ServiceAddressDefaults defaults) {
		StaticSource source = new StaticSource(defaults, service.fixed());
		for (Rejection rejection : source.fetch(new RefreshRound(0, Instant.EPOCH)).rejected()) {
			throw new InvalidDiscoveryPropertyException("azure.discovery.services." + id + ".static", rejection.name(),
					"is not a valid address: " + rejection.detail(),
					"Write each address as host:port, IPv6 in brackets, or set the port of the service.");
		}
		return source;
	}

	private static InstanceSource dns(String id, String name, @Nullable String server,
			ServiceAddressDefaults defaults) {
		try {
			return new DnsSource(defaults, name, server);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDiscoveryPropertyException("azure.discovery.services." + id + ".dns", name,
					"cannot be resolved: " + ex.getMessage(), "Set the port of the service, or use an SRV name.");
		}
	}

}
