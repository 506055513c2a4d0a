package io.github.azurediscovery.azure;

import java.net.URI;

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

}
