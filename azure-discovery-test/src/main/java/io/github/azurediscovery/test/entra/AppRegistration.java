package io.github.azurediscovery.test.entra;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** An application that is registered with Entra, and how it proves who it is. */
public final class AppRegistration {

	private volatile @Nullable String secret;

	private volatile @Nullable String federatedToken;

	AppRegistration() {
	}

	/**
	 * Give the application a secret.
	 * @param secret the secret
	 * @return this application
	 */
	public AppRegistration secret(String secret) {
		this.secret = secret;
		return this;
	}

	/**
	 * Trust another issuer's word for the application, as with workload identity.
	 * @param token the token which that issuer writes
	 * @return this application
	 */
	public AppRegistration federatedToken(String token) {
		this.federatedToken = token;
		return this;
	}

	/** What speaks against a request for a token, {@code null} if nothing does. */
	@Nullable String against(Map<String, String> form) {
		String assertion = form.get("client_assertion");
		if (assertion != null) {
			return assertion.equals(this.federatedToken) ? null
					: "AADSTS700213: No matching federated identity record found for presented assertion.";
		}
		String offered = form.get("client_secret");
		if (offered == null) {
			return "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or"
					+ " 'client_secret'.";
		}
		return offered.equals(this.secret) ? null : "AADSTS7000215: Invalid client secret provided.";
	}

}
