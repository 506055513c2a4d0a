package io.github.azurediscovery.azure;

import com.azure.core.credential.TokenCredential;

/** A credential that replaces the one the settings describe. */
public final class AzureCredential {

	private final TokenCredential credential;

	private AzureCredential(TokenCredential credential) {
		this.credential = credential;
	}

	/**
	 * Wrap a credential of the Azure SDK.
	 * @param credential the credential
	 * @return the wrapper
	 */
	public static AzureCredential of(TokenCredential credential) {
		return new AzureCredential(credential);
	}

	/**
	 * Return the wrapped credential.
	 * @return the credential
	 */
	public TokenCredential unwrap() {
		return this.credential;
	}

	@Override
	public String toString() {
		return "AzureCredential[" + this.credential.getClass().getSimpleName() + "]";
	}

}
