package io.github.azurediscovery.azure.http;

import java.net.URI;

import io.github.azurediscovery.azure.AzureCloudKind;
import io.github.azurediscovery.azure.AzureEndpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CloudEndpointsTests {

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					AzurePublicCloud       | management.azure.com         | login.microsoftonline.com | https://management.core.windows.net/
					AZUREPUBLICCLOUD       | management.azure.com         | login.microsoftonline.com | https://management.core.windows.net/
					AzureChinaCloud        | management.chinacloudapi.cn  | login.chinacloudapi.cn    | https://management.core.chinacloudapi.cn/
					AzureUSGovernmentCloud | management.usgovcloudapi.net | login.microsoftonline.us  | https://management.core.usgovcloudapi.net/
					AzureGermanCloud       | management.azure.com         | login.microsoftonline.com | https://management.core.windows.net/
					""",
			delimiter = '|')
	void instanceMetadataDeterminesTheEndpoints(String environment, String resourceManager, String authority,
			String audience) {
		CloudEndpoints clouds = CloudEndpoints.of(AzureCloudKind.ofEnvironment(environment), AzureEndpoints.OF_CLOUD);
		assertThat(clouds.resourceManager()).hasScheme("https").hasHost(resourceManager);
		assertThat(clouds.authority()).hasScheme("https").hasHost(authority);
		assertThat(clouds.tokenScope()).isEqualTo(audience + "/.default");
	}

	@Test
	void thePublicCloudIsTheDefault() {
		assertThat(CloudEndpoints.of(null, AzureEndpoints.OF_CLOUD))
			.isEqualTo(CloudEndpoints.of(AzureCloudKind.AZURE, AzureEndpoints.OF_CLOUD));
	}

	@Test
	void endpointsOfOnesOwnLeaveTheAudienceToTheCloud() {
		URI own = URI.create("https://arm.example");
		URI authority = URI.create("https://login.example");
		assertThat(CloudEndpoints.of(AzureCloudKind.AZURE_CHINA,
				AzureEndpoints.OF_CLOUD.withResourceManager(own).withAuthority(authority)))
			.isEqualTo(new CloudEndpoints(own, authority, "https://management.core.chinacloudapi.cn//.default"));
	}

}
