package io.github.azurediscovery.azure;

import org.jspecify.annotations.Nullable;

/**
 * How to prove who we are to Azure.
 *
 * @param type the kind of credential
 * @param clientId the client id of a user-assigned identity or an application
 * @param objectId the object id of a user-assigned identity
 * @param resourceId the resource id of a user-assigned identity
 * @param tenantId the tenant of an application
 * @param clientSecret the secret of an application
 */
public record CredentialSettings(Type type, @Nullable String clientId, @Nullable String objectId,
		@Nullable String resourceId, @Nullable String tenantId, @Nullable String clientSecret) {

	/** The default: managed identity on Azure, else azure-identity's default chain. */
	public static final CredentialSettings DEFAULT = new CredentialSettings(Type.DEFAULT, null, null, null, null, null);

	/** No token at all; accepted for loopback endpoints only. */
	public static final CredentialSettings NONE = new CredentialSettings(Type.NONE, null, null, null, null, null);

	@Override
	public String toString() {
		return "CredentialSettings[" + this.type + "]";
	}

	/** The kind of a credential. */
	public enum Type {

		/** Managed identity on Azure, else azure-identity's default chain. */
		DEFAULT,
		/** The identity of this VM. */
		MANAGED_IDENTITY,
		/** A federated token, as on AKS. */
		WORKLOAD_IDENTITY,
		/** An application with a secret. */
		CLIENT_SECRET,
		/** Whoever is logged in to the Azure CLI. */
		AZURE_CLI,
		/** No token; loopback endpoints only. */
		NONE

	}

}
