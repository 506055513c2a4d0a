package io.github.azurediscovery.azure.source;

import java.net.URI;
import java.util.List;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.CredentialSettings.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AzureSettingsValidatorTests {

	private static AzureSettings of(AzureEndpoints endpoints) {
		return AzureSettings.builder().endpoints(endpoints).build();
	}

	private static AzureSettings of(CredentialSettings credential) {
		return AzureSettings.builder().credential(credential).build();
	}

	private static AzureEndpoints resourceManager(String url) {
		return AzureEndpoints.OF_CLOUD.withResourceManager(URI.create(url));
	}

	private static AzureSettings withoutToken(AzureEndpoints endpoints) {
		return AzureSettings.builder().endpoints(endpoints).credential(CredentialSettings.NONE).build();
	}

	@Test
	void theDefaultsPass() {
		assertThatCode(() -> AzureSettingsValidator.check(AzureSettings.DEFAULT)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:1234", "http://localhost:1234", "http://[::1]:1234" })
	void noCredentialIsForLoopback(String endpoint) {
		assertThatCode(() -> AzureSettingsValidator.checkAnonymousAccess(withoutToken(resourceManager(endpoint))))
			.doesNotThrowAnyException();
	}

	@Test
	void noCredentialElsewhereIsRefused() {
		for (AzureEndpoints endpoints : List.of(AzureEndpoints.OF_CLOUD,
				resourceManager("https://management.azure.com"))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> AzureSettingsValidator.checkAnonymousAccess(withoutToken(endpoints)))
				.withMessageContaining("azure.discovery.credential.type=none")
				.withMessageContaining("azure.discovery.endpoints.resource-manager");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://management.example", "http://10.0.0.1", "http://127.0.0.1.example:80", "ftp://x",
			"management.azure.com" })
	void plainHttpOffLoopbackIsRefused(String endpoint) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureSettingsValidator.check(of(resourceManager(endpoint))))
			.withMessageStartingWith("azure.discovery.endpoints.resource-manager=" + endpoint);
	}

	@Test
	void theAuthorityNeedsTls() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureSettingsValidator
				.check(of(AzureEndpoints.OF_CLOUD.withAuthority(URI.create("http://127.0.0.1:1")))))
			.withMessageStartingWith("azure.discovery.endpoints.authority");
	}

	@Test
	void aSecretNeedsItsApplication() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureSettingsValidator
				.check(of(CredentialSettings.builder(Type.CLIENT_SECRET).clientId("app").tenantId("tenant").build())))
			.withMessageContaining("azure.discovery.credential.client-secret");
	}

	@Test
	void oneIdentityIsNamedInOneWay() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureSettingsValidator
				.check(of(CredentialSettings.builder(Type.MANAGED_IDENTITY).clientId("a").objectId("b").build())))
			.withMessageContaining("object-id");
	}

}
