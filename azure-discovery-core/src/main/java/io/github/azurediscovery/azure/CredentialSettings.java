package io.github.azurediscovery.azure;

import org.jspecify.annotations.Nullable;

/**
 * How to authenticate to Azure.
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
	public static final CredentialSettings DEFAULT = builder(Type.DEFAULT).build();

	/** No token at all; accepted for loopback endpoints only. */
	public static final CredentialSettings NONE = builder(Type.NONE).build();

	/**
	 * Return a builder.
	 * @param type the kind of credential
	 */
	public static Builder builder(Type type) {
		return new Builder(type);
	}

	/** The type only: ids are not for logs, and the secret even less. */
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
		/** The account that is logged in to the Azure CLI. */
		AZURE_CLI,
		/** No token; loopback endpoints only. */
		NONE

	}

	/** Builds {@link CredentialSettings}. What is not set is {@code null}. */
	public static final class Builder {

		private final Type type;

		private @Nullable String clientId;

		private @Nullable String objectId;

		private @Nullable String resourceId;

		private @Nullable String tenantId;

		private @Nullable String clientSecret;

		private Builder(Type type) {
			this.type = type;
		}

		/** Set the client id of a user-assigned identity or an application. */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/** Set the object id of a user-assigned identity. */
		public Builder objectId(@Nullable String objectId) {
			this.objectId = objectId;
			return this;
		}

		/** Set the resource id of a user-assigned identity. */
		public Builder resourceId(@Nullable String resourceId) {
			this.resourceId = resourceId;
			return this;
		}

		/** Set the tenant of an application. */
		public Builder tenantId(@Nullable String tenantId) {
			this.tenantId = tenantId;
			return this;
		}

		/** Set the secret of an application. */
		public Builder clientSecret(@Nullable String clientSecret) {
			this.clientSecret = clientSecret;
			return this;
		}

		/** Build the settings. */
		public CredentialSettings build() {
			return new CredentialSettings(this.type, this.clientId, this.objectId, this.resourceId, this.tenantId,
					this.clientSecret);
		}

	}

}
