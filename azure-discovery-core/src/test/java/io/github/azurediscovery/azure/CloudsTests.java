package io.github.azurediscovery.azure;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CloudsTests {

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
	void whatInstanceMetadataNamesDecidesWhomToAskAndForWhat(String environment, String resourceManager,
			String authority, String audience) {
		Clouds clouds = Clouds.of(AzureCloud.ofEnvironment(environment), Endpoints.OF_CLOUD);
		assertThat(clouds.resourceManager()).hasScheme("https").hasHost(resourceManager);
		assertThat(clouds.authority()).hasScheme("https").hasHost(authority);
		assertThat(clouds.tokenScope()).isEqualTo(audience + "/.default");
	}

	@Test
	void whereNobodySaysItIsThePublicCloud() {
		assertThat(Clouds.of(null, Endpoints.OF_CLOUD)).isEqualTo(Clouds.of(AzureCloud.AZURE, Endpoints.OF_CLOUD));
	}

	@Test
	void endpointsOfOnesOwnLeaveTheAudienceToTheCloud() {
		URI own = URI.create("https://arm.example");
		URI authority = URI.create("https://login.example");
		assertThat(Clouds.of(AzureCloud.AZURE_CHINA, new Endpoints(own, authority)))
			.isEqualTo(new Clouds(own, authority, "https://management.core.chinacloudapi.cn//.default"));
	}

}
