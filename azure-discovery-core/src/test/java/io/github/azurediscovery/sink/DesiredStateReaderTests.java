package io.github.azurediscovery.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.InstanceHealth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sink shall hold, by what the routes offer and what speaks against the rest. */
class DesiredStateReaderTests {

	private static final InstanceHealth GOOD = health(PlatformStatus.RUNNING, null, null, null);

	private final ScriptedSink sink = new ScriptedSink("proxy");

	@Test
	void whatTheRoutesOfferIsRoutableAndWhatAzureSaysIsUnhealthyIsDown() {
		SinkFixture.started(this.sink, "a", "b!");
		assertThat(this.sink.held()).containsEntry("orders", List.of("a ROUTABLE", "b DOWN platform"));
	}

	@Test
	void whereAllAreUnhealthyAllAreRoutable() {
		SinkFixture.started(this.sink, "a!", "b!");
		assertThat(this.sink.held()).containsEntry("orders", List.of("a ROUTABLE platform", "b ROUTABLE platform"));
	}

	@Test
	void aVerdictThatChangesIsAnotherState() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a", "b");
		fixture.publish("orders", "a", "b!");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.held()).containsEntry("orders", List.of("a ROUTABLE", "b DOWN platform"));
	}

	@Test
	void anInstanceInMaintenanceIsLeavingUnlessItIsDead() {
		assertThat(state(health(PlatformStatus.RUNNING, "Reboot", null, null))).isEqualTo("LEAVING maintenance");
		assertThat(state(health(PlatformStatus.UNHEALTHY, "Reboot", null, null)))
			.isEqualTo("LEAVING platform,maintenance");
		assertThat(state(health(PlatformStatus.RUNNING, "Reboot", null, "ejected")))
			.isEqualTo("DOWN maintenance,outlier");
	}

	@Test
	void everyKindOfEvidenceHasItsCode() {
		assertThat(state(health(PlatformStatus.INITIALIZING, null, null, null))).isEqualTo("DOWN platform");
		assertThat(state(health(PlatformStatus.RUNNING, null, "healthy", null))).isEqualTo("DOWN suspect");
		assertThat(state(health(PlatformStatus.RUNNING, null, "timed out", null))).isEqualTo("DOWN probe");
		assertThat(state(health(PlatformStatus.RUNNING, null, null, "ejected until 10:00"))).isEqualTo("DOWN outlier");
		assertThat(state(GOOD)).as("set aside until a connection decides").isEqualTo("DOWN suspect");
	}

	@Test
	void aDetailThatChangesIsNoOtherState() {
		StubVerdicts verdicts = new StubVerdicts();
		verdicts.set("b", health(PlatformStatus.RUNNING, null, null, "ejected until 10:00"));
		MutableCatalog catalog = catalog("a", "b");
		DesiredStateReader reader = new DesiredStateReader(List.of("azure"), 2, catalog, routes("a"), verdicts);
		reader.changed();
		DesiredState before = reader.read();
		verdicts.set("b", health(PlatformStatus.RUNNING, null, null, "ejected until 10:05"));
		reader.changed();
		assertThat(reader.read()).isSameAs(before);
	}

	@Test
	void theVerdictDecidesWhileTheRoutesDoNotKnowTheService() {
		StubVerdicts verdicts = new StubVerdicts();
		verdicts.set("b", health(PlatformStatus.UNHEALTHY, null, null, null));
		DesiredStateReader reader = new DesiredStateReader(List.of("azure"), 2, catalog("a", "b"), routes(), verdicts);
		reader.changed();
		assertThat(reader.read().services().get("orders")).extracting(SinkTarget::state)
			.containsExactly(TargetState.ROUTABLE, TargetState.DOWN);
	}

	@Test
	void theStateIsCompleteOnceEverySourceHasAnswered() {
		SinkFixture fixture = new SinkFixture(List.of("azure", "file"), this.sink);
		fixture.sinks.start();
		fixture.answers("azure", "orders", "a");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.states.get(0).complete()).isFalse();
		assertThat(fixture.status().complete()).isFalse();
		fixture.answers("file", "billing", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.states.get(1).complete()).isTrue();
		assertThat(this.sink.modes).containsExactly(ApplyMode.FULL, ApplyMode.RECONCILE);
		assertThat(fixture.status().complete()).isTrue();
	}

	@Test
	void answersThatBringNothingCompleteTheStateOnlyOnceConfirmed() {
		SinkFixture fixture = new SinkFixture(this.sink);
		fixture.sinks.start();
		fixture.sinks.answered("azure");
		fixture.sinks.answered("azure");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.states).noneMatch(DesiredState::complete);
		fixture.sinks.answered("azure");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.states).last().satisfies((state) -> {
			assertThat(state.complete()).isTrue();
			assertThat(state.services()).isEmpty();
		});
	}

	@Test
	void oneEmptyAnswerAmongOthersCompletesTheState() {
		SinkFixture fixture = new SinkFixture(List.of("azure", "file"), this.sink);
		fixture.sinks.start();
		fixture.sinks.answered("file");
		fixture.answers("azure", "orders", "a");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.states).last().matches(DesiredState::complete);
	}

	@Test
	void withoutASourceNoStateIsComplete() {
		SinkFixture fixture = new SinkFixture(List.of(), this.sink);
		fixture.sinks.start();
		fixture.publish("orders", "a");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.states.get(0).complete()).isFalse();
	}

	@Test
	void aServiceThatEmptiesBeforeTheStateIsCompleteIsThereWithNone() {
		SinkFixture fixture = new SinkFixture(List.of("azure", "silent"), this.sink);
		fixture.sinks.start();
		fixture.answers("azure", "orders", "a");
		fixture.answers("azure", "billing", "b");
		fixture.pass(SinkFixture.SETTLE);
		fixture.publish("orders");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.held()).isEqualTo(Map.of("orders", List.of(), "billing", List.of("b ROUTABLE")));
		fixture.sinks.answered("silent");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.sink.held()).isEqualTo(Map.of("billing", List.of("b ROUTABLE")));
	}

	/** How a member stands that the routes do not offer. */
	private static String state(InstanceHealth health) {
		StubVerdicts verdicts = new StubVerdicts();
		verdicts.set("b", health);
		DesiredStateReader reader = new DesiredStateReader(List.of("azure"), 2, catalog("a", "b"), routes("a"),
				verdicts);
		reader.changed();
		SinkTarget target = reader.read().services().get("orders").get(1);
		return target.state() + " " + target.reasons();
	}

	private static InstanceHealth health(PlatformStatus platform, @Nullable String maintenance, @Nullable String probe,
			@Nullable String outlier) {
		boolean routable = platform.routable() && maintenance == null && outlier == null;
		return new InstanceHealth(routable, platform, maintenance, probe, outlier);
	}

	private static MutableCatalog catalog(String... ids) {
		MutableCatalog catalog = new MutableCatalog(Runnable::run);
		catalog.publish(catalog.current()
			.next(List.of(ids).stream().map(DesiredStateReaderTests::instance).toList(), List.of()), null);
		return catalog;
	}

	private static Instance instance(String id) {
		return Instance.of(id, "orders", "10.0.0.1", 80).build();
	}

	private static RoutingTable routes(String... offered) {
		Map<String, Route> routes = new HashMap<>();
		if (offered.length > 0) {
			routes.put("orders",
					Route.of("orders", List.of(offered).stream().map(DesiredStateReaderTests::instance).toList()));
		}
		return new RoutingTable() {

			@Override
			public @Nullable Route route(String service) {
				return routes.get(service);
			}

			@Override
			public ListenerSubscription follow(Consumer<RoutingTable> follower) {
				return () -> {
				};
			}

		};
	}

}
