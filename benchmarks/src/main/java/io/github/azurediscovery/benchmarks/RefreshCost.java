package io.github.azurediscovery.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AddressKind;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.AzureSources;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.Endpoints;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.Round;
import io.github.azurediscovery.test.SimulatedAzure;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh of 1,000 tagged VMs costs when every request takes 20 ms: the time from
 * a cold start to the first snapshot, a membership round beside the longest chain of
 * pages, which nobody can beat, and the live heap. A program, since a round takes too
 * long for a benchmark harness; prints a table.
 */
public final class RefreshCost {

	private static final int VMS = 1000;

	private static final int ROUNDS = 15;

	private static final Pattern NEXT = Pattern.compile("\"nextLink\"\\s*:\\s*\"([^\"]*)\"");

	private RefreshCost() {
	}

	public static void main(String[] args) throws Exception {
		try (SimulatedAzure azure = SimulatedAzure.start()) {
			azure.resourceGroup()
				.vms("orders-", VMS)
				.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
			azure.latency(Duration.ofMillis(20));
			System.out.println("| what | measured |\n| --- | ---: |");
			coldStart(azure);
			rounds(azure);
		}
	}

	private static void coldStart(SimulatedAzure azure) {
		long empty = liveHeap();
		long start = System.nanoTime();
		try (AzureDiscovery discovery = AzureDiscovery.builder().azure(settings(azure)).withoutImds().build()) {
			discovery.start();
			discovery.awaitFirstRefresh(Duration.ofMinutes(1));
			row("cold start to the first snapshot of " + discovery.catalog().current().size() + " instances",
					millis(System.nanoTime() - start));
			row("growth of the live heap, the SDK and the simulated Azure's answers included",
					(liveHeap() - empty) / 1024 + " kB");
		}
	}

	private static void rounds(SimulatedAzure azure) throws Exception {
		try (AzureSources sources = AzureSources.builder(settings(azure)).build()) {
			InstanceSource source = sources.sources().get(0);
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
			source.fetch(new Round(1, Instant.now()));
			longestChain(client, azure);
			long[] ours = new long[ROUNDS];
			long[] chain = new long[ROUNDS];
			azure.requests().clear();
			for (int round = 0; round < ROUNDS; round++) {
				long start = System.nanoTime();
				longestChain(client, azure);
				chain[round] = System.nanoTime() - start;
				start = System.nanoTime();
				source.fetch(new Round(round + 2L, Instant.now()));
				ours[round] = System.nanoTime() - start;
			}
			row("longest chain of pages, median of " + ROUNDS, millis(median(chain)));
			row("membership round, median of " + ROUNDS, millis(median(ours)));
			row("ratio", String.format(java.util.Locale.ROOT, "%.2f", (double) median(ours) / median(chain)));
		}
	}

	private static AzureSettings settings(SimulatedAzure azure) {
		return new AzureSettings(null, new Endpoints(azure.armEndpoint(), null), CredentialSettings.NONE,
				new ScopeSettings(List.of(SimulatedAzure.SUBSCRIPTION), List.of(SimulatedAzure.RESOURCE_GROUP),
						List.of()),
				TagSettings.DEFAULT, AddressKind.PRIVATE, false, null, Duration.ofSeconds(15), Duration.ofMinutes(10),
				List.of());
	}

	/** Follow the pages of the network interfaces, and do nothing else. */
	private static void longestChain(HttpClient client, SimulatedAzure azure) throws IOException, InterruptedException {
		URI next = azure.armEndpoint()
			.resolve(
					"/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/" + SimulatedAzure.RESOURCE_GROUP
							+ "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01");
		while (next != null) {
			next = next(client, next);
		}
	}

	private static @Nullable URI next(HttpClient client, URI page) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(page).header("Accept-Encoding", "gzip").build();
		var answer = client.send(request, BodyHandlers.ofInputStream());
		boolean zipped = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
		try (InputStream body = zipped ? new GZIPInputStream(answer.body()) : answer.body()) {
			Matcher next = NEXT.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
			return next.find() ? URI.create(next.group(1).replace("\\/", "/").replace(" ", "%20").replace("'", "%27"))
					: null;
		}
	}

	private static long median(long[] times) {
		long[] sorted = times.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private static String millis(long nanos) {
		return nanos / 1_000_000 + " ms";
	}

	private static void row(String what, String value) {
		System.out.println("| " + what + " | " + value + " |");
	}

	private static long liveHeap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
