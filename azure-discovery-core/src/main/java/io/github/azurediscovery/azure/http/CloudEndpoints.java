package io.github.azurediscovery.azure.http;

import java.net.URI;
import java.util.Objects;

import com.azure.core.management.AzureEnvironment;
import io.github.azurediscovery.azure.AzureCloudKind;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a cloud.
 *
 * @param resourceManager the Azure Resource Manager
 * @param authority the Entra authority
 * @param tokenScope the scope of access tokens
 */
public record CloudEndpoints(URI resourceManager, URI authority, String tokenScope) {

	/**
	 * Return the endpoints that the settings mean.
	 * @param settings the settings
	 * @param localVm this VM, which tells its cloud unless one is set; {@code null} off
	 * Azure
	 */
	public static CloudEndpoints of(AzureSettings settings, @Nullable InstanceMetadata localVm) {
		AzureCloudKind cloud = (settings.cloud() != null || localVm == null) ? settings.cloud()
				: AzureCloudKind.ofEnvironment(localVm.azEnvironment());
		return of(cloud, settings.endpoints());
	}

	public static CloudEndpoints of(@Nullable AzureCloudKind cloud, AzureEndpoints endpoints) {
		AzureEnvironment environment = switch (Objects.requireNonNullElse(cloud, AzureCloudKind.AZURE)) {
			case AZURE -> AzureEnvironment.AZURE;
			case AZURE_CHINA -> AzureEnvironment.AZURE_CHINA;
			case AZURE_US_GOVERNMENT -> AzureEnvironment.AZURE_US_GOVERNMENT;
		};
		URI resourceManager = endpoints.resourceManager();
		URI authority = endpoints.authority();
		return new CloudEndpoints(
				(resourceManager != null) ? resourceManager : URI.create(environment.getResourceManagerEndpoint()),
				(authority != null) ? authority : URI.create(environment.getActiveDirectoryEndpoint()),
				environment.getManagementEndpoint() + "/.default");
	}

}
