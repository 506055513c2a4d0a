package io.github.azurediscovery.azure.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.azurediscovery.azure.CredentialSettings;
import org.jspecify.annotations.Nullable;

/**
 * A workload identity as Kubernetes provides it to a pod: through environment variables,
 * which the settings override, and a token file that is rewritten before the token
 * expires.
 *
 * @param clientId the application
 * @param tenantId its tenant
 * @param tokenFile the file with the federated token
 */
public record WorkloadIdentity(String clientId, String tenantId, Path tokenFile) {

	public static WorkloadIdentity of(CredentialSettings settings, Map<String, String> environment) {
		return new WorkloadIdentity(
				require(settings.clientId(), "azure.discovery.credential.client-id", "AZURE_CLIENT_ID", environment),
				require(settings.tenantId(), "azure.discovery.credential.tenant-id", "AZURE_TENANT_ID", environment),
				Path.of(require(null, null, "AZURE_FEDERATED_TOKEN_FILE", environment)));
	}

	/** Return the current token. */
	String token() {
		try {
			return Files.readString(this.tokenFile).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The token of the workload identity cannot be read from " + this.tokenFile,
					ex);
		}
	}

	private static String require(@Nullable String set, @Nullable String property, String variable,
			Map<String, String> environment) {
		String value = (set != null) ? set : environment.get(variable);
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException("azure.discovery.credential.type=workload-identity needs "
					+ ((property != null) ? property + " or " : "") + "the environment variable " + variable
					+ ", which Kubernetes sets for a pod whose service account has a workload identity");
		}
		return value;
	}

}
