package io.github.azurediscovery.spring.haproxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The Grafana dashboard and the alerts know the meters of HAProxy with their tags. */
class HaproxyMonitoringFilesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern METRIC = Pattern.compile("azure_discovery_haproxy_[a-z_]+");

	private static final Pattern STATE = Pattern
		.compile("azure_discovery_haproxy_slots\\{[^}]*state!?=\\\\?\"([a-z]+)");

	@ParameterizedTest
	@ValueSource(strings = { "monitoring/grafana-dashboard.json", "monitoring/alerts.yml" })
	void everyMeterIsUsedAndNoOther(String file) throws Exception {
		Set<String> used = found(METRIC, 0, file);
		assertThat(used).containsExactlyInAnyOrderElementsOf(
				meters().stream().map(HaproxyMonitoringFilesTests::prometheusName).collect(Collectors.toSet()));
	}

	@Test
	void everyStateOfAnAlertExists() throws Exception {
		assertThat(found(STATE, 1, "monitoring/alerts.yml")).isNotEmpty()
			.isSubsetOf(meters().stream().map((meter) -> meter.getId().getTag("state")).toList());
	}

	@Test
	void theTagsAreThoseThatTheFilesGroupBy() {
		assertThat(meters()).allSatisfy((meter) -> assertThat(Set.of("sink", "backend", "state"))
			.containsAll(meter.getId().getTags().stream().map(Tag::getKey).toList()));
	}

	private static Set<String> found(Pattern pattern, int group, String file) throws Exception {
		Matcher matcher = pattern.matcher(Files.readString(DOCS.resolve(file)));
		Set<String> found = new TreeSet<>();
		while (matcher.find()) {
			found.add(matcher.group(group));
		}
		return found;
	}

	private static String prometheusName(Meter meter) {
		Meter.Id id = meter.getId();
		String name = NamingConvention.snakeCase.name(id.getName(), id.getType());
		return (id.getType() == Meter.Type.COUNTER) ? name + "_total" : name;
	}

	private static List<Meter> meters() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		HaproxySink sink = new HaproxySink(HaproxyAddress.parse("unix:/run/haproxy/admin.sock"),
				HaproxySettings.DEFAULT);
		new HaproxyMetrics(List.of(sink)).bindTo(registry);
		HaproxyMetrics.slots(sink.name(), registry)
			.register(HaproxyMetrics.rows(Map.of("azure-orders", new SlotCounts(1, 1, 1, 1, 1))), true);
		return registry.getMeters();
	}

}
