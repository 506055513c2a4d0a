package io.github.azurediscovery.spring.autoconfigure;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * The bound properties that a discovery is built from. Checks what no group of properties
 * can check by itself.
 *
 * @param general the general properties
 * @param access the properties for access to Azure
 * @param lookup the properties for the lookup of instances
 * @param refresh the properties for the refresh of the catalog
 */
public record BoundDiscoveryProperties(AzureDiscoveryProperties general, AzureAccessProperties access,
		InstanceLookupProperties lookup, CatalogRefreshProperties refresh) {

	private static final String PREFIX = "azure.discovery";

	public BoundDiscoveryProperties {
		if (!access.endpoints().onLoopback()) {
			requireAzureIntervals(lookup, refresh.refresh());
		}
	}

	private static void requireAzureIntervals(InstanceLookupProperties lookup,
			CatalogRefreshProperties.Refresh refresh) {
		PropertyChecks.requireAzureInterval("refresh.interval", refresh.interval());
		PropertyChecks.requireAzureInterval("refresh.status-interval", refresh.statusInterval());
		lookup.services().forEach((id, service) -> {
			if (service.onAzure()) {
				PropertyChecks.requireAzureInterval("services." + id + ".interval", service.interval());
			}
		});
	}

	/**
	 * Bind the properties where there are no beans, such as before there is an
	 * application context.
	 * @param binder reads the properties
	 * @param handler handles errors of binding
	 * @return the properties
	 */
	public static BoundDiscoveryProperties bind(Binder binder, BindHandler handler) {
		return new BoundDiscoveryProperties(
				binder.bindOrCreate(PREFIX, Bindable.of(AzureDiscoveryProperties.class), handler),
				binder.bindOrCreate(PREFIX, Bindable.of(AzureAccessProperties.class), handler),
				binder.bindOrCreate(PREFIX, Bindable.of(InstanceLookupProperties.class), handler),
				binder.bindOrCreate(PREFIX, Bindable.of(CatalogRefreshProperties.class), handler));
	}

	/**
	 * Return the properties for the lookup of a single service: by its own selector, or
	 * by tags if it is not configured.
	 * @param service the id of the service, in any case
	 * @return the same properties without all other services
	 */
	public BoundDiscoveryProperties onlyFor(String service) {
		return new BoundDiscoveryProperties(this.general, this.access, this.lookup.onlyFor(service), this.refresh);
	}

}
