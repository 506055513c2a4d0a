package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.engine.HealthEngine;

/** Sinks behind a real catalog, with time and threads in the test's hand. */
final class SinkFixture {

	static final Duration SETTLE = Duration.ofMillis(100);

	final HandDriven time = new HandDriven();

	final MutableCatalog catalog = new MutableCatalog(this.time);

	final HealthEngine health = new HealthEngine(HealthSettings.DEFAULT, null, this.time, this.time, this.time,
			new Random(42), "azure-discovery");

	final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.time, this.health::inTurn);

	final List<String> attempts = new ArrayList<>();

	final DiscoverySinks sinks;

	private final Map<String, List<Instance>> services = new TreeMap<>();

	SinkFixture(ScriptedSink... sinks) {
		this(List.of("azure"), sinks);
	}

	SinkFixture(List<String> sources, ScriptedSink... sinks) {
		this.sinks = new DiscoverySinks(List.of(sinks), SinkSettings.DEFAULT,
				new DesiredStateReader(sources, 2, this.catalog, this.routes, this.health), () -> this.time, this.time,
				this.time, this.time::nanoTime, (sink, applied, duration) -> this.attempts
					.add(sink + " " + (applied ? "applied" : "failed") + " " + duration.toMillis()));
		this.health.follow(this.routes);
		this.catalog.follow(this.health);
		this.routes.follow((table) -> this.sinks.changed());
	}

	/** Start, with the members of {@code orders} known from all sources. */
	static SinkFixture started(ScriptedSink sink, String... orders) {
		SinkFixture fixture = new SinkFixture(sink);
		fixture.sinks.start();
		fixture.answers("azure", "orders", orders);
		fixture.pass(SETTLE);
		return fixture;
	}

	/**
	 * A source answers with the members of a service.
	 * @param members the ids, with {@code !} at the end of one that Azure says is
	 * unhealthy
	 */
	void answers(String source, String service, String... members) {
		publish(service, members);
		this.sinks.answered(source);
	}

	void publish(String service, String... members) {
		this.services.put(service, Arrays.stream(members).map((member) -> instance(service, member)).toList());
		this.catalog.publish(
				this.catalog.current().next(this.services.values().stream().flatMap(List::stream).toList(), List.of()),
				null);
	}

	private static Instance instance(String service, String member) {
		String id = member.replace("!", "");
		return Instance.of(id, service, "10.0.0.1", 80)
			.platform(member.endsWith("!") ? PlatformStatus.UNHEALTHY : PlatformStatus.RUNNING)
			.build();
	}

	void pass(Duration duration) {
		this.time.pass(duration);
	}

	SinkStatus status() {
		return this.sinks.statuses().get(0);
	}

}
