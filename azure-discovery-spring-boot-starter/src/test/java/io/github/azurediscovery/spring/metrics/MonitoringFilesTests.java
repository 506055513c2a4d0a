package io.github.azurediscovery.spring.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.azure.ArmRequestListener.ArmRequest;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.StaticSource;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The Grafana dashboard and the alerts ask for meters and tags that there are. */
class MonitoringFilesTests {

	private static final Path DOCS = Path.of("..", "docs");

	/** The meters of HAProxy and of fleets are compared where they are made. */
	private static final Pattern METRIC = Pattern.compile("azure_discovery_(?!haproxy_|fleet_)[a-z_]+");

	private static final Pattern TAGS = Pattern.compile("by \\(([a-z, ]+)\\)|\\{([^}]*)\\}");

	private static final Set<String> NOT_OURS = Set.of("application", "instance");

	@ParameterizedTest
	@ValueSource(strings = { "monitoring/grafana-dashboard.json", "monitoring/alerts.yml" })
	void everyMetricExists(String file) throws Exception {
		assertThat(metricsIn(Files.readString(DOCS.resolve(file)))).isNotEmpty().isSubsetOf(prometheus().keySet());
	}

	@Test
	void everyAlertHasACase() throws Exception {
		String cases = Files.readString(DOCS.resolve("monitoring/alerts-test.yml"));
		Matcher alert = Pattern.compile("- alert: (\\w+)")
			.matcher(Files.readString(DOCS.resolve("monitoring/alerts.yml")));
		assertThat(alert.results().map((found) -> found.group(1))).hasSize(16)
			.allMatch((name) -> cases.contains("alertname: " + name + "\n"));
	}

	@Test
	void everyMeterIsOnTheDashboard() throws Exception {
		Set<String> shown = metricsIn(Files.readString(DOCS.resolve("monitoring/grafana-dashboard.json")));
		assertThat(prometheus().keySet().stream().filter((name) -> !name.endsWith("_max") && !name.endsWith("_sum")))
			.allMatch(shown::contains);
	}

	@Test
	void everyMeterIsDocumented() throws Exception {
		String documentation = Files.readString(DOCS.resolve("reference/metrics.md"));
		assertThat(meters().getMeters()).extracting((meter) -> meter.getId().getName())
			.filteredOn((name) -> !name.endsWith(".active"))
			.allMatch((name) -> documentation.contains("`" + name + "`"));
	}

	@Test
	void everyPanelGroupsByTagsThatItsMeterHas() throws Exception {
		JsonNode dashboard = JsonMapper.shared()
			.readTree(Files.readString(DOCS.resolve("monitoring/grafana-dashboard.json")));
		Map<String, Set<String>> meters = prometheus();
		for (JsonNode panel : dashboard.get("panels")) {
			StreamSupport.stream(panel.get("targets").spliterator(), false)
				.map((target) -> target.get("expr").asString())
				.filter((query) -> !metricsIn(query).isEmpty())
				.forEach((query) -> assertThat(tagsIn(query)).as(query)
					.isSubsetOf(metricsIn(query).stream()
						.flatMap((metric) -> meters.get(metric).stream())
						.collect(Collectors.toSet())));
		}
	}

	private static Set<String> metricsIn(String text) {
		Set<String> metrics = new TreeSet<>();
		Matcher matcher = METRIC.matcher(text);
		while (matcher.find()) {
			metrics.add(matcher.group());
		}
		return metrics;
	}

	private static Set<String> tagsIn(String query) {
		Set<String> tags = new TreeSet<>();
		Matcher matcher = TAGS.matcher(query);
		while (matcher.find()) {
			String found = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
			for (String tag : found.split(",")) {
				tags.add(tag.strip().replaceAll("[=~!].*", ""));
			}
		}
		tags.removeAll(NOT_OURS);
		return tags;
	}

	/** Return the meters by the names that Prometheus gives them, with their tags. */
	private static Map<String, Set<String>> prometheus() throws Exception {
		Map<String, Set<String>> names = new TreeMap<>();
		for (Meter meter : meters().getMeters()) {
			Meter.Id id = meter.getId();
			String name = NamingConvention.snakeCase.name(id.getName(), id.getType());
			Set<String> tags = id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
			switch (id.getType()) {
				case TIMER -> List.of("_seconds_count", "_seconds_sum", "_seconds_max")
					.forEach((suffix) -> names.put(name + suffix, tags));
				case COUNTER -> names.put(name + "_total", tags);
				case GAUGE -> names.put("seconds".equals(id.getBaseUnit()) ? name + "_seconds" : name, tags);
				default -> {
				}
			}
		}
		return names;
	}

	private static MeterRegistry meters() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		FakeAzureDiscovery discovery = new FakeAzureDiscovery();
		MeteredServices metered = new MeteredServices(MeteredServices.MAXIMUM);
		discovery.setSinks(new SinkStatus("proxy", 1, 1, true, Instant.EPOCH, null, Map.of()));
		new SinkGauges(discovery, () -> Instant.EPOCH).bindTo(registry);
		new SinkMetrics(registry).attempted("proxy", true, Duration.ZERO);
		new DiscoveryMetrics(discovery, new CatalogFreshness(discovery, Duration.ofMinutes(5), () -> Instant.EPOCH),
				metered)
			.bindTo(registry);
		Instance instance = Instance.of("vm-1", "orders", "10.0.0.4", 80).build();
		discovery.answer(instance);
		discovery.verdict(instance, new InstanceHealth(false, PlatformStatus.RUNNING, null, null, "ejected"),
				Cause.OUTLIER);
		discovery.reject(new Rejection("vm-7", "orders", RejectionReason.NOT_RUNNING, "deallocated"));
		discovery.fail("any round");
		new ArmMetrics(registry).onRequest(new ArmRequest("vms", 200, Duration.ZERO, Map.of("reads", 1L)));
		new ProbeMetrics(registry, metered).probed("orders", true, Duration.ZERO);
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(registry));
		new ObservedSource(new StaticSource(ServiceAddressDefaults.of("orders").withPort(80), List.of()), observations)
			.fetch(new RefreshRound(1, Instant.EPOCH));
		return registry;
	}

}
