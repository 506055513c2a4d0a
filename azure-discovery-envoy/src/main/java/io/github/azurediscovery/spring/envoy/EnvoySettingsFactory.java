package io.github.azurediscovery.spring.envoy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.envoy.ClusterSettings;
import io.github.azurediscovery.envoy.EnvoySettings;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Makes the settings of the control plane from properties, its own and those of
 * discovery.
 */
final class EnvoySettingsFactory {

	private final EnvoyProperties properties;

	private final Binder binder;

	EnvoySettingsFactory(EnvoyProperties properties, Binder binder) {
		this.properties = properties;
		this.binder = binder;
	}

	EnvoySettings create() {
		EnvoySettings settings = this.properties.settings();
		EnvoyProperties.Cluster own = this.properties.cluster();
		ClusterSettings cluster = settings.cluster()
			.withHealthCheck(own.healthCheck() ? ProxyHealthCheck.read(this.binder) : null)
			.withEjection(own.outlierDetection() ? ProxyOutlierDetection.read(this.binder) : null);
		return settings.withServices(services()).withCluster(cluster);
	}

	/** Their clusters are there before the first instance is. */
	private Set<String> services() {
		return this.binder.bind("azure.discovery.services", Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet()
			.stream()
			.map((service) -> service.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

}
