package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureCloudKind;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.CredentialSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for access to Azure: where its services are, and how the application
 * authenticates. Immutable: a change takes effect after a restart.
 *
 * @param cloud Azure cloud. Detected from instance metadata by default, otherwise the
 * public cloud.
 * @param endpoints Endpoints of Azure's own services.
 * @param credential Credential for requests to Azure.
 * @param ssl TLS of connections to Azure.
 * @param imds Instance metadata service.
 */
@ConfigurationProperties("azure.discovery")
public record AzureAccessProperties(@Nullable AzureCloudKind cloud, @DefaultValue Endpoints endpoints,
		@DefaultValue Credential credential, @DefaultValue Ssl ssl, @DefaultValue Imds imds) {

	public AzureAccessProperties {
		PropertyChecks.require(credential.type() != CredentialSettings.Type.NONE || endpoints.onLoopback(),
				"credential.type", "none", "sends requests to the real Azure without a token",
				"Remove it, or point endpoints.resource-manager at loopback, as tests do.");
	}

	/**
	 * Endpoints of Azure's own services.
	 *
	 * @param resourceManager Endpoint of Azure Resource Manager. Plain HTTP is accepted
	 * for loopback only. By default that of the cloud.
	 * @param authority Endpoint of the Microsoft Entra authority. By default that of the
	 * cloud.
	 * @param imds Endpoint of the instance metadata service.
	 */
	public record Endpoints(@Nullable URI resourceManager, @Nullable URI authority,
			@DefaultValue("http://169.254.169.254") URI imds) {

		public Endpoints {
			PropertyChecks.requireHttpsUnlessLoopback("endpoints.resource-manager", resourceManager);
			PropertyChecks.require(authority == null || "https".equalsIgnoreCase(authority.getScheme()),
					"endpoints.authority", authority, "would send secrets in clear text", "Use https.");
		}

		boolean onLoopback() {
			return AzureEndpoints.isLoopback(this.resourceManager);
		}

	}

	/**
	 * Credential for requests to Azure.
	 *
	 * @param type Kind of credential.
	 * @param clientId Client id of a user-assigned identity or an application.
	 * @param objectId Object id of a user-assigned identity.
	 * @param resourceId Resource id of a user-assigned identity.
	 * @param tenantId Tenant of an application.
	 * @param clientSecret Secret of an application.
	 * @param beanName Name of the TokenCredential bean to use.
	 */
	public record Credential(@DefaultValue("default") CredentialSettings.Type type, @Nullable String clientId,
			@Nullable String objectId, @Nullable String resourceId, @Nullable String tenantId,
			@Nullable String clientSecret, @Nullable String beanName) {

		public Credential {
			if (type == CredentialSettings.Type.CLIENT_SECRET) {
				String action = "A client secret needs client-id, tenant-id and client-secret.";
				PropertyChecks.require(clientSecret != null, "credential.client-secret", null, "is missing", action);
				PropertyChecks.require(clientId != null, "credential.client-id", null, "is missing", action);
			}
			PropertyChecks.require(Stream.of(clientId, objectId, resourceId).filter(Objects::nonNull).count() <= 1,
					"credential.client-id", clientId, "is one of several ids of the same identity",
					"Set only one of client-id, object-id and resource-id.");
		}

		@Override
		public String toString() {
			return "Credential[" + this.type + "]";
		}

	}

	/**
	 * TLS of connections to Azure.
	 *
	 * @param bundle SSL bundle for connections to Azure.
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Instance metadata service.
	 *
	 * @param enabled Whether the instance metadata service is used.
	 */
	public record Imds(@DefaultValue("auto") Use enabled) {

		/**
		 * Return whether instance metadata may be requested.
		 * @return {@code false} if it is switched off
		 */
		public boolean used() {
			return this.enabled != Use.FALSE;
		}

		/** When instance metadata is requested. */
		public enum Use {

			/** At start-up, and not again if this is not an Azure VM. */
			AUTO,

			/** Always: this is an Azure VM. */
			TRUE,

			/** Never. */
			FALSE

		}

	}

}
