package io.github.azurediscovery.spring.config;

import java.util.Comparator;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryBuilderFactory;
import io.github.azurediscovery.spring.autoconfigure.BoundDiscoveryProperties;
import io.github.azurediscovery.spring.client.AzureServiceInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Discovers the instances of one service once, with the properties that are known so far,
 * and releases all resources afterwards.
 */
final class OneShotDiscovery {

	private final Binder binder;

	private final BindHandler handler;

	OneShotDiscovery(Binder binder, @Nullable BindHandler handler) {
		this.binder = binder;
		this.handler = (handler != null) ? handler : BindHandler.DEFAULT;
	}

	List<ServiceInstance> find(String service) {
		if (!enabled("spring.cloud.discovery.enabled")) {
			return List.of();
		}
		BoundDiscoveryProperties properties = BoundDiscoveryProperties.bind(this.binder, this.handler);
		return properties.general().enabled() ? discover(service, properties.onlyFor(service)) : List.of();
	}

	private boolean enabled(String property) {
		return this.binder.bind(property, Bindable.of(Boolean.class), this.handler).orElse(true);
	}

	private List<ServiceInstance> discover(String service, BoundDiscoveryProperties properties) {
		AzureDiscoveryBuilderFactory factory = new AzureDiscoveryBuilderFactory(properties, this.binder);
		ImdsClient imds = properties.access().imds().used() ? factory.imds() : null;
		AzureDiscoveryBuilder builder = factory.builderWithoutContext(imds)
			.azureSources((azure) -> azure.convention(properties.lookup().services().isEmpty()));
		LookupStandIn standIn = standIn();
		if (standIn != null) {
			builder.standIn(standIn);
		}
		try (AzureDiscovery discovery = builder.build()) {
			return discovery.discover()
				.instances(service)
				.stream()
				.sorted(Comparator.comparing((Instance instance) -> !instance.platform().routable()))
				.<ServiceInstance>map(AzureServiceInstance::new)
				.toList();
		}
		catch (SourceException ex) {
			throw new IllegalStateException("Config server '" + service + "' not found: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while looking for config server '" + service + "'", ex);
		}
	}

	/**
	 * Return what stands in for the lookups without an application context, as named in
	 * {@code META-INF/spring.factories}; it is given a {@link Binder}.
	 */
	private @Nullable LookupStandIn standIn() {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(LookupStandIn.class,
					ArgumentResolver.of(Binder.class, this.binder).and(BindHandler.class, this.handler))
			.stream()
			.findFirst()
			.orElse(null);
	}

}
