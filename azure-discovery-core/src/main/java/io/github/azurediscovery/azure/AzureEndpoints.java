package io.github.azurediscovery.azure;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Where Azure's services are, if not where the cloud has them. Plain HTTP is accepted for
 * loopback hosts only.
 *
 * @param resourceManager the Azure Resource Manager
 * @param authority the Microsoft Entra authority
 */
public record AzureEndpoints(@Nullable URI resourceManager, @Nullable URI authority) {

	/** The cloud's own endpoints. */
	public static final AzureEndpoints OF_CLOUD = new AzureEndpoints(null, null);

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
