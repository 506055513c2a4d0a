package io.github.azurediscovery.azure.source;

import java.net.URI;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.identity.WorkloadIdentity;
import org.jspecify.annotations.Nullable;

/** Refuses settings that would send a token astray or could never work. */
final class AzureSettingsValidator {

	private static final String PREFIX = "azure.discovery.";

	private AzureSettingsValidator() {
	}

	static void check(AzureSettings settings, boolean ownAuthentication) {
		AzureEndpoints endpoints = settings.endpoints();
		endpoint("endpoints.resource-manager", endpoints.resourceManager(), true);
		endpoint("endpoints.authority", endpoints.authority(), false);
		CredentialSettings credential = settings.credential();
		switch (credential.type()) {
			case NONE -> {
				if (!ownAuthentication && !AzureEndpoints.isLoopback(endpoints.resourceManager())) {
					throw new IllegalArgumentException(PREFIX + "credential.type=none is for tests: it needs " + PREFIX
							+ "endpoints.resource-manager to be a loopback address");
				}
			}
			case CLIENT_SECRET -> {
				require("credential.tenant-id", credential.tenantId());
				require("credential.client-id", credential.clientId());
				require("credential.client-secret", credential.clientSecret());
			}
			case MANAGED_IDENTITY, DEFAULT -> oneIdentity(credential);
			case WORKLOAD_IDENTITY -> WorkloadIdentity.of(credential, System.getenv());
			case AZURE_CLI -> {
			}
		}
	}

	private static void oneIdentity(CredentialSettings credential) {
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

	private static void endpoint(String property, @Nullable URI endpoint, boolean plainOnLoopback) {
		if (endpoint == null) {
			return;
		}
		boolean plain = "http".equalsIgnoreCase(endpoint.getScheme());
		if (endpoint.getHost() == null || (!plain && !"https".equalsIgnoreCase(endpoint.getScheme()))) {
			throw new IllegalArgumentException(
					PREFIX + property + "=" + endpoint + " is not a URL of the form https://host[:port]");
		}
		if (plain && !(plainOnLoopback && AzureEndpoints.isLoopback(endpoint))) {
			throw new IllegalArgumentException(PREFIX + property + "=" + endpoint + " must use https"
					+ (plainOnLoopback ? ": tokens do not travel over plain http off loopback" : ""));
		}
	}

}
