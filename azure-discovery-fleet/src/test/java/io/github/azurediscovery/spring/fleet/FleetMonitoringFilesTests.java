package io.github.azurediscovery.spring.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.azurediscovery.fleet.FleetListener.ElectionOutcome;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.fleet.FleetSettings;
import io.github.azurediscovery.fleet.store.StoreAddress;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The Grafana dashboard and the alerts know the meters of a fleet with their tags. */
class FleetMonitoringFilesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern METRIC = Pattern.compile("azure_discovery_fleet_[a-z_]+");

	@Test
	void everyMeterIsOnTheDashboardAndNoOther() throws Exception {
		assertThat(found("monitoring/grafana-dashboard.json")).containsExactlyInAnyOrderElementsOf(names());
	}

	@Test
	void everyMeterOfAnAlertExists() throws Exception {
		assertThat(found("monitoring/alerts.yml")).isNotEmpty().isSubsetOf(names());
	}

	@Test
	void theTagsAreThoseThatTheDashboardGroupsBy() {
		assertThat(meters()).flatExtracting((meter) -> meter.getId().getTags())
			.extracting(Tag::getKey)
			.containsOnly("operation", "outcome");
	}

	private static Set<String> found(String file) throws Exception {
		return METRIC.matcher(Files.readString(DOCS.resolve(file)))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> names() {
		return meters().stream()
			.map(FleetMonitoringFilesTests::prometheusName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String prometheusName(Meter meter) {
		Meter.Id id = meter.getId();
		String name = NamingConvention.snakeCase.name(id.getName(), id.getType());
		return switch (id.getType()) {
			case COUNTER -> name + "_total";
			default -> "seconds".equals(id.getBaseUnit()) ? name + "_seconds" : name;
		};
	}

	private static List<Meter> meters() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		FleetMember member = FleetMember.of(StoreAddress.parse("https://shop.blob.core.windows.net/fleet"),
				FleetSettings.DEFAULT);
		new FleetMetrics(member).bindTo(registry);
		FleetMetrics.CountingListener counting = new FleetMetrics.CountingListener(registry);
		counting.requested("read-head", "success");
		counting.elected(ElectionOutcome.WON);
		return registry.getMeters();
	}

}
