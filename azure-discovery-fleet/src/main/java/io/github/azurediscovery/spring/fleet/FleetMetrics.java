package io.github.azurediscovery.spring.fleet;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.fleet.FleetListener;
import io.github.azurediscovery.fleet.FleetMember;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/** {@link MeterBinder} for a member of a fleet. */
final class FleetMetrics implements MeterBinder {

	private final FleetMember member;

	FleetMetrics(FleetMember member) {
		this.member = member;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge.builder("azure.discovery.fleet.head.age", this.member, TimeUnit.SECONDS, FleetMetrics::age)
			.description("Age of the instances that the fleet shares")
			.register(registry);
		Gauge.builder("azure.discovery.fleet.term", this.member, (fleet) -> fleet.fleet().term())
			.description("Term of the poller of the fleet, which counts the pollers")
			.register(registry);
		Gauge.builder("azure.discovery.fleet.poller", this.member, (fleet) -> fleet.fleet().poller() ? 1 : 0)
			.description("Whether this application is the poller of the fleet")
			.register(registry);
		var unused = this.member.subscribe(new CountingListener(registry));
	}

	private static double age(FleetMember member) {
		Duration age = member.fleet().headAge();
		return (age != null) ? age.toMillis() / 1000.0 : Double.NaN;
	}

	record CountingListener(MeterRegistry registry) implements FleetListener {

		@Override
		public void requested(String operation, String outcome) {
			Counter.builder("azure.discovery.fleet.store.requests")
				.description("Requests to the store of the fleet")
				.tag("operation", operation)
				.tag("outcome", outcome)
				.register(this.registry)
				.increment();
		}

		@Override
		public void elected(ElectionOutcome outcome) {
			Counter.builder("azure.discovery.fleet.elections")
				.description("What happened to this candidate for the poller's seat")
				.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
				.register(this.registry)
				.increment();
		}

	}

}
