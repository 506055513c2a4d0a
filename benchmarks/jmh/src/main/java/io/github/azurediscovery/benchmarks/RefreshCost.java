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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.test.SimulatedAzure;
import org.jspecify.annotations.Nullable;

/**
 * Measures the cost of a refresh of 1,000 tagged VMs when every request takes 20 ms: the
 * time from a cold start to the first snapshot, the live heap, and a membership refresh
 * beside the longest chain of pages, which is the lower bound. A program, because a
 * refresh takes too long for a benchmark harness; prints a table. The simulated Azure
 * runs in another process.
 */
public final class RefreshCost {

	private static final Duration LATENCY = Duration.ofMillis(20);

	private static final int VMS = 1_000;

	private static final int ROUNDS = 15;

	private static final Pattern NEXT = Pattern.compile("\"nextLink\"\\s*:\\s*\"([^\"]*)\"");

	private RefreshCost() {
	}

	public static void main(String[] args) throws Exception {
		try (AzureProcess azure = AzureProcess.start(LATENCY, 1, VMS)) {
			System.out.println("| what | measured |\n| --- | ---: |");
			long empty = liveHeap();
			long few = heapAndColdStart(azure.endpoint(), 1);
			long many = heapAndColdStart(azure.endpoint(), VMS);
			row("live heap with 1 instance, above that of an empty program", kilobytes(few - empty));
			row("live heap with 1,000 instances, above that of an empty program", kilobytes(many - empty));
			row("live heap for each further instance", (many - few) / (VMS - 1) + " B");
			rounds(azure.endpoint());
		}
	}

	private static long heapAndColdStart(URI arm, int vms) {
		long start = System.nanoTime();
		try (AzureDiscovery discovery = AzureDiscovery.builder().azure(settings(arm, vms)).withoutImds().build()) {
			discovery.start();
			discovery.awaitFirstRefresh(Duration.ofMinutes(1));
			row(((vms == 1) ? "cold" : "second") + " start to the first snapshot, instances: "
					+ discovery.catalog().current().size(), millis(System.nanoTime() - start));
			return liveHeap();
		}
	}

	private static void rounds(URI arm) throws Exception {
		try (AzureSources sources = AzureSources.builder(settings(arm, VMS)).build()) {
			InstanceSource source = sources.sources().get(0);
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
			source.fetch(new RefreshRound(1, Instant.now()));
			longestChain(client, arm);
			long[] ours = new long[ROUNDS];
			long[] chain = new long[ROUNDS];
			for (int round = 0; round < ROUNDS; round++) {
				long start = System.nanoTime();
				longestChain(client, arm);
				chain[round] = System.nanoTime() - start;
				start = System.nanoTime();
				source.fetch(new RefreshRound(round + 2L, Instant.now()));
				ours[round] = System.nanoTime() - start;
			}
			row("longest chain of pages, median of " + ROUNDS, millis(median(chain)));
			row("membership round, median of " + ROUNDS, millis(median(ours)));
			row("ratio", String.format(java.util.Locale.ROOT, "%.2f", (double) median(ours) / median(chain)));
		}
	}

	private static AzureSettings settings(URI arm, int vms) {
		return AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(arm))
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, AzureProcess.group(vms)))
			.statusInterval(Duration.ofMinutes(10))
			.build();
	}

	/** Follow the pages of the network interfaces, and do nothing else. */
	private static void longestChain(HttpClient client, URI arm) throws IOException, InterruptedException {
		URI next = arm.resolve("/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/"
				+ AzureProcess.group(VMS) + "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01");
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

	private static String kilobytes(long bytes) {
		return bytes / 1024 + " kB";
	}

	/** What is left after several collections, the least of it. */
	private static long liveHeap() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

}
