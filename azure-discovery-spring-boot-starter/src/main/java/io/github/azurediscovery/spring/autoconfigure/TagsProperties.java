package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tags by which VMs and scale sets say which services they carry.
 *
 * @param enabled Whether services are found by the tag convention, and configured ones
 * completed by it.
 * @param scope Comma-separated list of the resources whose tags count.
 * @param prefix Prefix of all tag names that are not set one by one.
 * @param service Name of the tag that names the services, comma-separated. Prefix
 * followed by ':Service:Name' unless set.
 * @param port Name of the tag that holds the ports of the services, in the same order.
 * Prefix followed by ':Service:Port' unless set.
 * @param instancePort Name of the tag by which one instance overrides the ports. Prefix
 * followed by ':Instance:Port' unless set.
 * @param secure Name of the tag that says whether callers use TLS. Prefix followed by
 * ':Service:Secure' unless set.
 * @param weight Name of the tag that becomes the metadata 'weight'. Prefix followed by
 * ':Instance:Weight' unless set.
 * @param managementPort Name of the tag that becomes the metadata 'management.port'.
 * Prefix followed by ':Management:Port' unless set.
 * @param managementPath Name of the tag that becomes the metadata
 * 'management.context-path'. Prefix followed by ':Management:Path' unless set.
 * @param serviceId Template of the service id, of '{name}', '{port}' and '{region}'.
 * @param include Comma-separated list of tags, each name=value, that a VM must all carry.
 * @param exclude Comma-separated list of tags, each name=value, of which a VM may carry
 * none.
 * @param services Comma-separated list of the ids of services that VMs may join by their
 * tags, '*' stands for any characters. All that are not configured unless set.
 */
public record TagsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("vm") Set<Scope> scope,
		@DefaultValue("Discovery") String prefix, @Nullable String service, @Nullable String port,
		@Nullable String instancePort, @Nullable String secure, @Nullable String weight,
		@Nullable String managementPort, @Nullable String managementPath, @DefaultValue("{name}") String serviceId,
		@DefaultValue List<String> include, @DefaultValue List<String> exclude, @DefaultValue List<String> services) {

	public TagsProperties {
		scope = Set.copyOf(scope);
		include = List.copyOf(include);
		exclude = List.copyOf(exclude);
		services = List.copyOf(services);
		InvalidDiscoveryPropertyException.unless(scope.contains(Scope.VM), "tags.scope", scope, "leaves the VMs out",
				"Use 'vm', or 'vm,nic' to read the tags of network interfaces as well.");
		InvalidDiscoveryPropertyException.unless(!prefix.isBlank(), "tags.prefix", prefix, "is empty",
				"Use a prefix such as 'Discovery', or set tags.enabled=false.");
		InvalidDiscoveryPropertyException.unless(serviceId.contains("{name}"), "tags.service-id", serviceId,
				"does not name the service", "Use a template with {name}, such as '{name}-{region}'.");
		InvalidDiscoveryPropertyException.unless(services.stream().noneMatch(String::isBlank), "tags.services",
				services, "holds an empty id",
				"List ids such as 'orders' or 'shop-*', or remove the property to allow all.");
		PropertyChecks.matches("tags.include", include);
		PropertyChecks.matches("tags.exclude", exclude);
	}

	/** A kind of resource that carries tags. */
	public enum Scope {

		/** VMs, and the scale sets they belong to. */
		VM,

		/** Network interfaces. */
		NIC

	}

}
