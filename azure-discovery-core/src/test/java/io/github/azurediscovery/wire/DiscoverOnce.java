package io.github.azurediscovery.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;

/**
 * Asks Azure once, or as many rounds as are wanted, with what system properties and the
 * environment say, and prints what it found, or why it found nothing. By its clock,
 * rounds are 30 s apart.
 */
final class DiscoverOnce {

	private static volatile Duration ahead = Duration.ZERO;

	private DiscoverOnce() {
	}

	public static void main(String[] args) throws Exception {
		AzureSettings defaults = AzureSettings.DEFAULT;
		AzureSettings settings = AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(uri("arm")).withAuthority(uri("authority")))
			.credential(CredentialSettings.builder(CredentialSettings.Type.valueOf(System.getProperty("credential")))
				.clientId(System.getProperty("client-id"))
				.objectId(System.getProperty("object-id"))
				.resourceId(System.getProperty("resource-id"))
				.tenantId(System.getProperty("tenant-id"))
				.clientSecret(System.getProperty("client-secret"))
				.build())
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
			.tags(defaults.tags())
			.build();
		URI imds = uri("imds");
		AzureSources.Builder builder = AzureSources.builder(settings)
			.imds((imds != null) ? ImdsClient.builder().endpoint(imds).build() : null)
			.time(() -> Instant.now().plus(ahead))
			.tls(trust());
		try (AzureSources sources = builder.build()) {
			InstanceSource source = sources.sources().get(0);
			for (int round = 1; round <= Integer.getInteger("rounds", 1); round++) {
				ask(source, new RefreshRound(round, Instant.now().plus(ahead)));
				ahead = ahead.plusSeconds(30);
			}
		}
		System.exit(0);
	}

	private static void ask(InstanceSource source, RefreshRound round) throws InterruptedException {
		try {
			source.fetch(round)
				.instances()
				.forEach((instance) -> System.out.println("found " + instance.host() + ":" + instance.port()));
		}
		catch (SourceException ex) {
			System.out.println("failed " + ex.getMessage());
		}
	}

	private static URI uri(String property) {
		String value = System.getProperty(property);
		return (value != null) ? URI.create(value) : null;
	}

	private static SSLContext trust() throws IOException, GeneralSecurityException {
		String file = System.getProperty("trust");
		if (file == null) {
			return null;
		}
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		try (InputStream in = Files.newInputStream(Path.of(file))) {
			trusted.setCertificateEntry("trusted", CertificateFactory.getInstance("X.509").generateCertificate(in));
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
