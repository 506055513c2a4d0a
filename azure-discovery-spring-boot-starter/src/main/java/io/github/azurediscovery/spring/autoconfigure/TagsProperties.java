package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the tags that assign VMs and scale sets to services.
 *
 * @param enabled Whether services are discovered by tags, and tags complete configured
 * services.
 * @param scope Comma-separated list of the kinds of resources whose tags are read.
 * @param prefix Prefix of the tag names that are not set individually.
 * @param service Name of the tag that holds the comma-separated names of services. By
 * default the prefix followed by ':Service:Name'.
 * @param port Name of the tag that holds the ports of the services, in the same order. By
 * default the prefix followed by ':Service:Port'.
 * @param instancePort Name of the tag that overrides the ports for one instance. By
 * default the prefix followed by ':Instance:Port'.
 * @param secure Name of the tag that tells whether clients use TLS. By default the prefix
 * followed by ':Service:Secure'.
 * @param weight Name of the tag that becomes the metadata 'weight'. By default the prefix
 * followed by ':Instance:Weight'.
 * @param managementPort Name of the tag that becomes the metadata 'management.port'. By
 * default the prefix followed by ':Management:Port'.
 * @param managementPath Name of the tag that becomes the metadata
 * 'management.context-path'. By default the prefix followed by ':Management:Path'.
 * @param serviceId Template of service ids, made of '{name}', '{port}' and '{region}'.
 * @param include Comma-separated list of tags, each name=value, that a VM must all have.
 * @param exclude Comma-separated list of tags, each name=value, none of which a VM may
 * have.
 * @param services Comma-separated list of the ids of services that VMs may join by their
 * tags, in which '*' stands for any characters. By default all services that are not
 * configured.
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
		PropertyChecks.require(scope.contains(Scope.VM), "tags.scope", scope, "does not contain vm",
				"Use 'vm', or 'vm,nic' to read the tags of network interfaces as well.");
		PropertyChecks.require(!prefix.isBlank(), "tags.prefix", prefix, "is empty",
				"Use a prefix such as 'Discovery', or set tags.enabled=false.");
		PropertyChecks.require(serviceId.contains("{name}"), "tags.service-id", serviceId, "does not contain {name}",
				"Use a template with {name}, such as '{name}-{region}'.");
		PropertyChecks.require(services.stream().noneMatch(String::isBlank), "tags.services", services,
				"contains an empty id", "List ids such as 'orders' or 'shop-*', or remove the property to allow all.");
		PropertyChecks.requireTags("tags.include", include);
		PropertyChecks.requireTags("tags.exclude", exclude);
	}

	/** A kind of resource that has tags. */
	public enum Scope {

		/** VMs, and the scale sets they belong to. */
		VM,

		/** Network interfaces. */
		NIC

	}

}
