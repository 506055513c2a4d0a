package io.github.azurediscovery.azure.source;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.http.BufferedResponse;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Loads the thousands of SDK classes of a first refresh ahead of time, on another thread
 * while the application starts. It runs a refresh in which every request is answered from
 * memory with a list of one item. Sends nothing, keeps nothing, and reads nothing but the
 * JVM's trust store.
 */
public final class AzureSdkPreloader {

	private static final Logger logger = LoggerFactory.getLogger(AzureSdkPreloader.class);

	private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

	/** A list of one item, which reads as a VM and as a network interface. */
	private static final String ITEMS = """
			{"value": [{
				"id": "/subscriptions/%1$s/resourceGroups/none/providers/Microsoft.Compute/virtualMachines/vm",
				"name": "vm", "type": "Microsoft.Compute/virtualMachines", "location": "none",
				"tags": {"Discovery:Service:Name": "rehearsal", "Discovery:Service:Port": "80"},
				"properties": {
					"vmId": "none", "provisioningState": "Succeeded",
					"hardwareProfile": {"vmSize": "none"}, "osProfile": {"computerName": "vm"},
					"instanceView": {"statuses": [{"code": "PowerState/running"}]},
					"virtualMachine": {
						"id": "/subscriptions/%1$s/resourceGroups/none/providers/Microsoft.Compute/virtualMachines/vm"},
					"ipConfigurations": [{"properties": {"primary": true, "privateIPAddress": "127.0.0.1"}}]
				}
			}]}
			""".formatted(SUBSCRIPTION);

	private static final AtomicBoolean DONE = new AtomicBoolean();

	private AzureSdkPreloader() {
	}

	/**
	 * Load the classes on the calling thread, unless done before. Takes a second or two
	 * of processor time. Throws nothing; the first real refresh reports errors.
	 */
	public static void run() {
		if (!DONE.compareAndSet(false, true)) {
			return;
		}
		try {
			SSLContext.getDefault();
			new ManagedIdentityCredentialBuilder().build();
			var unused = round();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (NoSuchAlgorithmException | SourceException | RuntimeException | LinkageError ex) {
			logger.debug("Preloading the classes of the Azure SDK failed", ex);
		}
	}

	static SourceAnswer round() throws SourceException, InterruptedException {
		AzureSettings settings = AzureSettings.builder()
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SUBSCRIPTION, "none"))
			.timeout(Duration.ofSeconds(1))
			.statusInterval(Duration.ofMinutes(1))
			.build();
		AzurePipeline memory = AzurePipeline
			.of(new HttpPipelineBuilder().httpClient((request) -> Mono.just(BufferedResponse.json(request, ITEMS)))
				.build());
		try (AzureSources sources = AzureSources.builder(settings).pipeline(memory).build()) {
			return sources.sources().get(0).fetch(new RefreshRound(1, Instant.EPOCH));
		}
	}

}
