package io.github.azurediscovery.azure.source;

import java.net.URI;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.identity.WorkloadIdentity;
import org.jspecify.annotations.Nullable;

/** Rejects settings that would leak a token or that cannot work. */
final class AzureSettingsValidator {

	private static final String PREFIX = "azure.discovery.";

	private AzureSettingsValidator() {
	}

	/**
	 * Check the settings that matter with any means of authentication.
	 * @throws IllegalArgumentException if a setting is invalid; the message names the
	 * property
	 */
	static void check(AzureSettings settings) {
		AzureEndpoints endpoints = settings.endpoints();
		checkResourceManager(endpoints.resourceManager());
		checkAuthority(endpoints.authority());
		CredentialSettings credential = settings.credential();
		switch (credential.type()) {
			case NONE, AZURE_CLI -> {
			}
			case CLIENT_SECRET -> {
				require("credential.tenant-id", credential.tenantId());
				require("credential.client-id", credential.clientId());
				require("credential.client-secret", credential.clientSecret());
			}
			case MANAGED_IDENTITY, DEFAULT -> checkOneIdentity(credential);
			case WORKLOAD_IDENTITY -> WorkloadIdentity.of(credential, System.getenv());
		}
	}

	/**
	 * Check that requests without a token stay on this machine. Does not apply to a
	 * credential or a pipeline of the user's own.
	 * @throws IllegalArgumentException if requests without a token would leave it
	 */
	static void checkAnonymousAccess(AzureSettings settings) {
		if (settings.credential().type() == CredentialSettings.Type.NONE
				&& !AzureEndpoints.isLoopback(settings.endpoints().resourceManager())) {
			throw new IllegalArgumentException(PREFIX + "credential.type=none is for tests: it needs " + PREFIX
					+ "endpoints.resource-manager to be a loopback address");
		}
	}

	/**
	 * Check the origin of another service.
	 * @throws IllegalArgumentException if a token would travel over plain HTTP, or
	 * requests without a token would leave this machine
	 */
	static void checkService(URI endpoint, CredentialSettings credential) {
		if (AzureEndpoints.isLoopback(endpoint)) {
			return;
		}
		if (!"https".equalsIgnoreCase(endpoint.getScheme()) || endpoint.getHost() == null) {
			throw new IllegalArgumentException(
					endpoint + " must be of the form https://host: tokens do not travel over plain http off loopback");
		}
		if (credential.type() == CredentialSettings.Type.NONE) {
			throw new IllegalArgumentException(
					PREFIX + "credential.type=none is for tests: " + endpoint + " is not a loopback address");
		}
	}

	private static void checkOneIdentity(CredentialSettings credential) {
		int named = 0;
		for (String id : new String[] { credential.clientId(), credential.objectId(), credential.resourceId() }) {
			named += (id != null) ? 1 : 0;
		}
		if (named > 1) {
			throw new IllegalArgumentException("Only one of " + PREFIX + "credential.client-id, .object-id and "
					+ ".resource-id can name the managed identity");
		}
	}

	private static void require(String property, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException(
					PREFIX + property + " must be set for " + PREFIX + "credential.type=client-secret");
		}
	}

	private static void checkResourceManager(@Nullable URI endpoint) {
		if (isPlainHttp("endpoints.resource-manager", endpoint) && !AzureEndpoints.isLoopback(endpoint)) {
			throw new IllegalArgumentException(PREFIX + "endpoints.resource-manager=" + endpoint
					+ " must use https: tokens do not travel over plain http off loopback");
		}
	}

	private static void checkAuthority(@Nullable URI endpoint) {
		if (isPlainHttp("endpoints.authority", endpoint)) {
			throw new IllegalArgumentException(PREFIX + "endpoints.authority=" + endpoint + " must use https");
		}
	}

	private static boolean isPlainHttp(String property, @Nullable URI endpoint) {
		if (endpoint == null) {
			return false;
		}
		boolean plain = "http".equalsIgnoreCase(endpoint.getScheme());
		if (endpoint.getHost() == null || (!plain && !"https".equalsIgnoreCase(endpoint.getScheme()))) {
			throw new IllegalArgumentException(
					PREFIX + property + "=" + endpoint + " is not a URL of the form https://host[:port]");
		}
		return plain;
	}

}
