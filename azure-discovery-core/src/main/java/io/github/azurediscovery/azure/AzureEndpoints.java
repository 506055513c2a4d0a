package io.github.azurediscovery.azure;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Endpoints that replace those of the cloud. Plain HTTP is accepted for loopback hosts
 * only.
 *
 * @param resourceManager Azure Resource Manager, {@code null} for that of the cloud
 * @param authority the Microsoft Entra authority, {@code null} for that of the cloud
 */
public record AzureEndpoints(@Nullable URI resourceManager, @Nullable URI authority) {

	/** The endpoints of the cloud. */
	public static final AzureEndpoints OF_CLOUD = new AzureEndpoints(null, null);

	/** Return these endpoints with another Azure Resource Manager. */
	public AzureEndpoints withResourceManager(@Nullable URI resourceManager) {
		return new AzureEndpoints(resourceManager, this.authority);
	}

	/** Return these endpoints with another Microsoft Entra authority. */
	public AzureEndpoints withAuthority(@Nullable URI authority) {
		return new AzureEndpoints(this.resourceManager, authority);
	}

	/**
	 * Return whether an endpoint is on this machine, without resolving a name.
	 * @param endpoint the endpoint, or {@code null} for that of the cloud
	 * @return whether its host is {@code localhost} or a loopback address
	 */
	public static boolean isLoopback(@Nullable URI endpoint) {
		String host = (endpoint != null) ? endpoint.getHost() : null;
		return host != null && switch (host.toLowerCase(Locale.ROOT)) {
			case "localhost", "[::1]", "[0:0:0:0:0:0:0:1]" -> true;
			default -> host.matches("127(\\.\\d{1,3}){3}");
		};
	}

}
