package io.github.azurediscovery.azure.identity;

import java.net.URI;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.http.CloudEndpoints;
import io.github.azurediscovery.azure.http.DroppedErrorPolicy;
import io.github.azurediscovery.azure.http.JdkHttpClientFactory;
import io.github.azurediscovery.azure.http.RequestHeaderPolicy;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Creates the configured credential with azure-identity. The SDK's retries are off,
 * because with them a failing identity endpoint blocks for minutes.
 */
public final class AzureCredentialFactory {

	private final CredentialSettings settings;

	private final URI authority;

	private final boolean customAuthority;

	private final JdkHttpClientFactory clients;

	public AzureCredentialFactory(CredentialSettings settings, AzureEndpoints endpoints, CloudEndpoints clouds,
			JdkHttpClientFactory clients) {
		this.settings = settings;
		this.authority = clouds.authority();
		this.customAuthority = endpoints.authority() != null;
		this.clients = clients;
	}

	/**
	 * Create the credential.
	 * @param localVm this VM, {@code null} off Azure
	 * @return the credential, {@code null} for none
	 */
	public @Nullable TokenCredential createFor(@Nullable InstanceMetadata localVm) {
		return switch (this.settings.type()) {
			case NONE -> null;
			case DEFAULT -> (localVm != null) ? managedIdentity() : defaultChain();
			case MANAGED_IDENTITY -> managedIdentity();
			case WORKLOAD_IDENTITY -> workloadIdentity();
			case CLIENT_SECRET -> clientSecret();
			case AZURE_CLI -> azureCli();
		};
	}

	private TokenCredential managedIdentity() {
		ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder()
			.pipeline(pipeline(this.clients.direct()));
		if (this.settings.clientId() != null) {
			builder.clientId(this.settings.clientId());
		}
		if (this.settings.objectId() != null) {
			builder.objectId(this.settings.objectId());
		}
		if (this.settings.resourceId() != null) {
			builder.resourceId(this.settings.resourceId());
		}
		return builder.build();
	}

	private TokenCredential defaultChain() {
		DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
			.pipeline(pipeline(this.clients.proxied()))
			.authorityHost(this.authority.toString());
		if (this.settings.clientId() != null) {
			builder.managedIdentityClientId(this.settings.clientId())
				.workloadIdentityClientId(this.settings.clientId());
		}
		if (this.settings.tenantId() != null) {
			builder.tenantId(this.settings.tenantId());
		}
		if (this.customAuthority) {
			builder.disableInstanceDiscovery();
		}
		return builder.build();
	}

	/**
	 * The SDK's credential for workload identities bypasses the pipeline and thereby
	 * proxy and certificates, so the federated token is sent as a client assertion.
	 */
	private TokenCredential workloadIdentity() {
		WorkloadIdentity identity = WorkloadIdentity.of(this.settings, System.getenv());
		ClientAssertionCredentialBuilder builder = new ClientAssertionCredentialBuilder();
		entra(builder);
		return builder.clientId(identity.clientId())
			.tenantId(identity.tenantId())
			.clientAssertion(identity::token)
			.build();
	}

	private TokenCredential clientSecret() {
		ClientSecretCredentialBuilder builder = new ClientSecretCredentialBuilder();
		entra(builder);
		return builder.clientSecret(this.settings.clientSecret()).build();
	}

	private TokenCredential azureCli() {
		AzureCliCredentialBuilder builder = new AzureCliCredentialBuilder();
		if (this.settings.tenantId() != null) {
			builder.tenantId(this.settings.tenantId());
		}
		return builder.build();
	}

	private <T extends AadCredentialBuilderBase<T>> void entra(T builder) {
		builder
			.pipeline(pipeline(
					AzureEndpoints.isLoopback(this.authority) ? this.clients.direct() : this.clients.proxied()))
			.authorityHost(this.authority.toString());
		if (this.settings.clientId() != null) {
			builder.clientId(this.settings.clientId());
		}
		if (this.settings.tenantId() != null) {
			builder.tenantId(this.settings.tenantId());
		}
		if (this.customAuthority) {
			builder.disableInstanceDiscovery();
		}
	}

	/**
	 * Create a pipeline without the SDK's retries that always sends asynchronously: the
	 * synchronous client logs every broken connection as an error.
	 */
	private static HttpPipeline pipeline(HttpClient client) {
		return new HttpPipelineBuilder().policies(new DroppedErrorPolicy(), new RequestHeaderPolicy())
			.httpClient((request) -> client.send(request))
			.build();
	}

}
