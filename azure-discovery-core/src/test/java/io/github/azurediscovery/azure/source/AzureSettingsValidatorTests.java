package io.github.azurediscovery.azure.source;

import java.net.URI;
import java.util.List;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings.Type;
import io.github.azurediscovery.azure.CredentialSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AzureSettingsValidatorTests {

	private static AzureSettings with(String resourceManager, String authority, CredentialSettings credential) {
		AzureSettings d = AzureSettings.DEFAULT;
		return new AzureSettings(null,
				new AzureEndpoints((resourceManager != null) ? URI.create(resourceManager) : null,
						(authority != null) ? URI.create(authority) : null),
				credential, d.scope(), d.tags(), d.address(), false, null, d.timeout(), d.statusInterval(), List.of());
	}

	@Test
	void theDefaultsPass() {
		assertThatCode(() -> AzureSettingsValidator.check(AzureSettings.DEFAULT, false)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:1234", "http://localhost:1234", "http://[::1]:1234" })
	void noCredentialIsForLoopback(String endpoint) {
		assertThatCode(() -> AzureSettingsValidator.check(with(endpoint, null, CredentialSettings.NONE), false))
			.doesNotThrowAnyException();
	}

	@Test
	void noCredentialElsewhereIsRefused() {
		for (String endpoint : new String[] { null, "https://management.azure.com" }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> AzureSettingsValidator.check(with(endpoint, null, CredentialSettings.NONE), false))
				.withMessageContaining("azure.discovery.credential.type=none")
				.withMessageContaining("azure.discovery.endpoints.resource-manager");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://management.example", "http://10.0.0.1", "http://127.0.0.1.example:80", "ftp://x",
			"management.azure.com" })
	void plainHttpOffLoopbackIsRefused(String endpoint) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureSettingsValidator.check(with(endpoint, null, CredentialSettings.DEFAULT), false))
			.withMessageStartingWith("azure.discovery.endpoints.resource-manager=" + endpoint);
	}

	@Test
	void theAuthorityNeedsTls() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> AzureSettingsValidator.check(with(null, "http://127.0.0.1:1", CredentialSettings.DEFAULT), false))
			.withMessageStartingWith("azure.discovery.endpoints.authority");
	}

	@Test
	void aSecretNeedsItsApplication() {
		assertThatIllegalArgumentException().isThrownBy(() -> AzureSettingsValidator.check(
				with(null, null, new CredentialSettings(Type.CLIENT_SECRET, "app", null, null, "tenant", null)), false))
			.withMessageContaining("azure.discovery.credential.client-secret");
	}

	@Test
	void oneIdentityIsNamedInOneWay() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureSettingsValidator.check(
					with(null, null, new CredentialSettings(Type.MANAGED_IDENTITY, "a", "b", null, null, null)), false))
			.withMessageContaining("object-id");
	}

}
