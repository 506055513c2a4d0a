package io.github.azurediscovery.azure.source;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureServiceDefinition.ScaleSet;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.http.BufferedResponse;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Loads the thousands of SDK classes of a first refresh ahead of time, on another thread
 * while the application starts. It runs a refresh in which every request is answered from
 * memory with a list of some items. Sends nothing, keeps nothing, and reads nothing but
 * the JVM's trust store.
 */
public final class AzureSdkPreloader {

	private static final Logger logger = LoggerFactory.getLogger(AzureSdkPreloader.class);

	private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

	/** Enough for the JVM to compile what reads them. */
	private static final int ITEMS = 50;

	/** Reads as a VM and as the network interface of a VM. */
	private static final String ITEM = """
			{
				"id": "%1$s", "name": "vm", "instanceId": "0", "location": "none",
				"type": "Microsoft.Compute/virtualMachines",
				"tags": {"Discovery:Service:Name": "rehearsal", "Discovery:Service:Port": "80"},
				"properties": {
					"vmId": "%1$s", "provisioningState": "Succeeded", "timeCreated": "2026-01-01T00:00:00Z",
					"hardwareProfile": {"vmSize": "none"}, "osProfile": {"computerName": "vm"},
					"instanceView": {
						"statuses": [{"code": "PowerState/running", "time": "2026-01-01T00:00:00Z"}]
					},
					"virtualMachine": {"id": "%1$s"},
					"ipConfigurations": [{"properties": {"primary": true, "privateIPAddress": "127.0.0.1"}}]
				}
			}
			""";

	private static final String COMPUTE = "/subscriptions/" + SUBSCRIPTION
			+ "/resourceGroups/none/providers/Microsoft.Compute/";

	private static final String SCALE_SET = """
			{
				"id": "%svirtualMachineScaleSets/vmss", "name": "vmss", "location": "none",
				"properties": {"orchestrationMode": "Uniform"}
			}
			""".formatted(COMPUTE);

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
			round();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (NoSuchAlgorithmException | SourceException | RuntimeException | LinkageError ex) {
			logger.debug("Preloading the classes of the Azure SDK failed", ex);
		}
	}

	/**
	 * Refresh services of both kinds from memory.
	 * @return all that was found
	 */
	static List<Instance> round() throws SourceException, InterruptedException {
		AzureSettings settings = AzureSettings.builder()
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SUBSCRIPTION, "none"))
			.services(List.of(AzureServiceDefinition.of("rehearsal-of-a-set", new ScaleSet("vmss"), 80)))
			.timeout(Duration.ofSeconds(1))
			.statusInterval(Duration.ofMinutes(1))
			.build();
		AzurePipeline memory = AzurePipeline.of(new HttpPipelineBuilder()
			.httpClient((request) -> Mono.just(BufferedResponse.json(request, answer(request))))
			.build());
		List<Instance> found = new ArrayList<>();
		try (AzureSources sources = AzureSources.builder(settings).pipeline(memory).build()) {
			for (InstanceSource source : sources.sources()) {
				found.addAll(source.fetch(new RefreshRound(1, Instant.EPOCH)).instances());
			}
		}
		return found;
	}

	private static String answer(HttpRequest request) {
		String path = request.getUrl().getPath();
		if (path.endsWith("/virtualMachineScaleSets/vmss")) {
			return SCALE_SET;
		}
		boolean ofSet = path.contains("/virtualMachineScaleSets/");
		String parent = COMPUTE + (ofSet ? "virtualMachineScaleSets/vmss/virtualMachines/" : "virtualMachines/");
		return IntStream.range(0, ITEMS)
			.mapToObj((number) -> ITEM.formatted(parent + number))
			.collect(Collectors.joining(",", "{\"value\": [", "]}"));
	}

}
