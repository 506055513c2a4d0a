package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.VmAddressKind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the lookup of instances: which VMs are instances of which service, and
 * where the instances of services that are not on Azure come from. Immutable: a change
 * takes effect after a restart.
 *
 * @param scope Subscriptions, resource groups and regions that are searched.
 * @param tags Tags that assign VMs to services.
 * @param services Configured services by id.
 * @param instance Addresses of instances.
 * @param metadata Metadata of instances.
 */
@ConfigurationProperties("azure.discovery")
public record InstanceLookupProperties(@DefaultValue Scope scope,
		@NestedConfigurationProperty @DefaultValue TagsProperties tags,
		@DefaultValue Map<String, ServiceProperties> services, @DefaultValue InstanceAddress instance,
		@DefaultValue Metadata metadata) {

	public InstanceLookupProperties {
		services = Map.copyOf(services);
		services.forEach(PropertyChecks::requireService);
	}

	InstanceLookupProperties onlyFor(String service) {
		Map<String, ServiceProperties> only = this.services.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(service))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		return new InstanceLookupProperties(this.scope, this.tags, only, this.instance, this.metadata);
	}

	/**
	 * Subscriptions, resource groups and regions that are searched.
	 *
	 * @param subscriptions Comma-separated list of subscription ids. By default that of
	 * this VM.
	 * @param resourceGroups Comma-separated list of resource groups, or * for whole
	 * subscriptions. By default that of this VM.
	 * @param regions Comma-separated list of regions. By default all regions.
	 */
	public record Scope(@DefaultValue List<String> subscriptions, @DefaultValue List<String> resourceGroups,
			@DefaultValue List<String> regions) {

		public Scope {
			subscriptions = List.copyOf(subscriptions);
			resourceGroups = List.copyOf(resourceGroups);
			regions = List.copyOf(regions);
			PropertyChecks.require(!resourceGroups.contains("*") || resourceGroups.size() == 1, "scope.resource-groups",
					resourceGroups, "combines * with names",
					"Use * alone for the whole subscription, or names without *.");
		}

	}

	/**
	 * Addresses of instances.
	 *
	 * @param address Kind of address that clients connect to.
	 * @param excludeSelf Whether this VM is excluded from the instances.
	 * @param ownAddress Address of this VM if instance metadata is not available.
	 */
	public record InstanceAddress(@DefaultValue("private") VmAddressKind address,
			@DefaultValue("false") boolean excludeSelf, @Nullable String ownAddress) {

	}

	/**
	 * Metadata of instances.
	 *
	 * @param tags Comma-separated list of tag names, in which * stands for any
	 * characters, that are copied to the metadata of instances.
	 * @param details Whether instances carry their resource id and operating system as
	 * metadata.
	 */
	public record Metadata(@DefaultValue List<String> tags, @DefaultValue("false") boolean details) {

		public Metadata {
			tags = List.copyOf(tags);
		}

	}

}
