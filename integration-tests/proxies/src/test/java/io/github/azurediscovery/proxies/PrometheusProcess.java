package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that reads its targets from an address. */
final class PrometheusProcess implements AutoCloseable {

	private static final String FAILED_READS = "prometheus_sd_http_failures_total";

	private final Path directory;

	private final Process process;

	private final int port = HaproxyProcess.freePort();

	PrometheusProcess(String targets) {
		try {
			this.directory = Files.createTempDirectory("prometheus");
			Path configuration = Files.writeString(this.directory.resolve("prometheus.yml"), """
					scrape_configs:
					  - job_name: shop
					    http_sd_configs:
					      - url: %s
					        refresh_interval: 1s
					""".formatted(targets));
			this.process = new ProcessBuilder("prometheus", "--config.file=" + configuration,
					"--storage.tsdb.path=" + this.directory.resolve("data"),
					"--web.listen-address=127.0.0.1:" + this.port)
				.redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The targets with their labels before relabelling. */
	JsonNode targets() throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(get("/api/v1/targets?state=active")).path("data").path("activeTargets");
	}

	/** How many times the targets could not be read, by Prometheus' own meter. */
	int failedReads() throws IOException, InterruptedException {
		return get("/metrics").lines()
			.filter((line) -> line.startsWith(FAILED_READS + ' '))
			.mapToInt((line) -> (int) Double.parseDouble(line.substring(FAILED_READS.length())))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Prometheus has no meter " + FAILED_READS));
	}

	private String get(String path) throws IOException, InterruptedException {
		URI address = URI.create("http://127.0.0.1:" + this.port + path);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try (Stream<Path> files = Files.walk(this.directory)) {
			this.process.waitFor();
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
