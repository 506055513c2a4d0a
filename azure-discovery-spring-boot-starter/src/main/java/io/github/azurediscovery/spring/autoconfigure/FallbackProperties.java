package io.github.azurediscovery.spring.autoconfigure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.azure.AzureCloudKind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Properties that are read where those of {@code azure.discovery} are not set:
 * environment variables that are customary on Azure, the profile of Spring Cloud Azure,
 * and the port of the application's own server.
 */
final class FallbackProperties {

	private static final String PROFILE = "spring.cloud.azure.profile.";

	private static final int DEFAULT_SERVER_PORT = 8080;

	private final Binder binder;

	FallbackProperties(Binder binder) {
		this.binder = binder;
	}

	/** {@code AZURE_SUBSCRIPTION_ID}, otherwise that of Spring Cloud Azure. */
	@Nullable String subscription() {
		return first("azure.subscription-id", PROFILE + "subscription-id");
	}

	/** {@code AZURE_RESOURCE_GROUP}. */
	@Nullable String resourceGroup() {
		return first("azure.resource-group");
	}

	/** {@code AZURE_DISCOVERY_VM_IP}. */
	@Nullable String ownAddress() {
		return first("azure.discovery.vm-ip");
	}

	@Nullable String tenant() {
		return first(PROFILE + "tenant-id");
	}

	@Nullable AzureCloudKind cloud() {
		String type = first(PROFILE + "cloud-type");
		return (type == null) ? null
				: Arrays.stream(AzureCloudKind.values())
					.filter((cloud) -> cloud.name().equals(type.toUpperCase(Locale.ROOT).replace('-', '_')))
					.findFirst()
					.orElse(null);
	}

	/** {@code spring.cloud.loadbalancer.zone}. */
	@Nullable String zone() {
		return first("spring.cloud.loadbalancer.zone");
	}

	/**
	 * Whether {@code spring.cloud.loadbalancer.configurations} asks for zone preference,
	 * for all clients or for one.
	 */
	boolean prefersZone() {
		return this.binder.bind("spring.cloud.loadbalancer", Bindable.mapOf(String.class, String.class))
			.orElse(Map.of())
			.entrySet()
			.stream()
			.anyMatch(
					(entry) -> entry.getKey().endsWith("configurations") && entry.getValue().equals("zone-preference"));
	}

	/** The port of this application's own server, {@code null} if it is random. */
	@Nullable Integer serverPort() {
		int port = this.binder.bind("server.port", Integer.class).orElse(DEFAULT_SERVER_PORT);
		return (port > 0) ? port : null;
	}

	private @Nullable String first(String... properties) {
		return Arrays.stream(properties)
			.map((property) -> this.binder.bind(property, String.class).orElse(""))
			.filter((value) -> !value.isBlank())
			.findFirst()
			.orElse(null);
	}

}
