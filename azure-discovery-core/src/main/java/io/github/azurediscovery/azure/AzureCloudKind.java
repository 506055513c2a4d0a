package io.github.azurediscovery.azure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An Azure cloud. Endpoints are those of {@code AzureEnvironment} in
 * azure-core-management.
 */
public enum AzureCloudKind {

	/** The public cloud. */
	AZURE,

	/** Azure operated by 21Vianet in China. */
	AZURE_CHINA,

	/** Azure Government of the United States. */
	AZURE_US_GOVERNMENT;

	/**
	 * Return the cloud that instance metadata names.
	 * @param azEnvironment the field {@code compute.azEnvironment}, in any case
	 * @return the cloud, or {@code null} if the name is unknown
	 */
	public static @Nullable AzureCloudKind ofEnvironment(String azEnvironment) {
		return switch (azEnvironment.toLowerCase(Locale.ROOT)) {
			case "azurepubliccloud" -> AZURE;
			case "azurechinacloud" -> AZURE_CHINA;
			case "azureusgovernmentcloud" -> AZURE_US_GOVERNMENT;
			default -> null;
		};
	}

}
