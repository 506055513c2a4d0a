package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Properties of a configured service. Exactly one of the first seven selects its
 * instances.
 *
 * @param scaleSet Name or resource id of a scale set, or 'self' for that of this VM.
 * Several scale sets, separated by commas, form one service. * in a name stands for any
 * characters.
 * @param tags Comma-separated list of tags, each name=value, that a VM of the service
 * must all have.
 * @param names Comma-separated list of VM names, in which * stands for any characters.
 * @param fixed Comma-separated list of addresses, each host:port.
 * @param file Path of a file with one host:port per line, or with JSON.
 * @param environment Prefix of the environment variables that hold the addresses.
 * @param dns Name to resolve. A name that starts with an underscore is an SRV name.
 * @param dnsServer Address of the DNS server, host or host:port. By default that of the
 * system.
 * @param port Port of the instances. By default that of the tags or addresses, and for
 * the scale set 'self' that of this application's own server.
 * @param secure Whether clients use TLS.
 * @param interval Interval between refreshes of the service.
 * @param resourceGroup Resource group to search instead of those of the scope.
 * @param subscription Subscription to search instead of those of the scope.
 * @param healthCheck Probes of the service, where they differ from those of all services.
 */
@ConfigurationPropertiesSource
public record ServiceProperties(@DefaultValue List<String> scaleSet, @DefaultValue List<String> tags,
		@DefaultValue List<String> names, @Name("static") @DefaultValue List<String> fixed, @Nullable String file,
		@Nullable String environment, @Nullable String dns, @Nullable String dnsServer, @Nullable Integer port,
		@Nullable Boolean secure, @Nullable Duration interval, @Nullable String resourceGroup,
		@Nullable String subscription,
		@NestedConfigurationProperty @Nullable ServiceHealthCheckProperties healthCheck) {

	public ServiceProperties {
		scaleSet = List.copyOf(scaleSet);
		tags = List.copyOf(tags);
		names = List.copyOf(names);
		fixed = List.copyOf(fixed);
	}

	List<String> selectors() {
		List<String> selectors = new ArrayList<>();
		add(selectors, "scale-set", !this.scaleSet.isEmpty());
		add(selectors, "tags", !this.tags.isEmpty());
		add(selectors, "names", !this.names.isEmpty());
		add(selectors, "static", !this.fixed.isEmpty());
		add(selectors, "file", this.file != null);
		add(selectors, "environment", this.environment != null);
		add(selectors, "dns", this.dns != null);
		return selectors;
	}

	private static void add(List<String> selectors, String name, boolean used) {
		if (used) {
			selectors.add(name);
		}
	}

	boolean onAzure() {
		return !this.scaleSet.isEmpty() || !this.tags.isEmpty() || !this.names.isEmpty();
	}

}
