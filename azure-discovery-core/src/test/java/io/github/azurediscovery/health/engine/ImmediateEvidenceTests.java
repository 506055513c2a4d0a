package io.github.azurediscovery.health.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.balance.RoundRobin;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a report changes is in force when it returns, though no other thread runs. */
class ImmediateEvidenceTests {

	private final HandDriven neverRuns = new HandDriven();

	private final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.neverRuns,
			(change) -> this.health.inTurn(change));

	private final HealthEngine health = new HealthEngine(HealthSettings.DEFAULT, (ScheduledEventsClient) null,
			this.neverRuns, this.neverRuns, this.neverRuns, new Random(1), new SilentProbeFactory());

	private final RoundRobin roundRobin = RoundRobin.everywhere(this.routes);

	private final Instance dead = HealthFixture.instance("2");

	@BeforeEach
	void threeMembers() {
		MutableCatalog catalog = new MutableCatalog(this.neverRuns);
		this.health.follow(this.routes);
		catalog.follow(this.health);
		catalog.publish(
				catalog.current()
					.next(List.of(HealthFixture.instance("1"), this.dead, HealthFixture.instance("3")), List.of()),
				null);
	}

	@Test
	void anAccusation() {
		this.health.report(this.dead, CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(picks()).containsOnly("1", "3");
		assertThat(this.health.of(this.dead).routable()).as("nothing is decided yet").isTrue();
	}

	@Test
	void anAccusationByAFailedHandshake() {
		this.health.report(this.dead, CallOutcome.TLS_FAILURE, "TLS handshake failed");
		assertThat(picks()).containsOnly("1", "3");
	}

	@Test
	void anAccusationByAddress() {
		this.health.report("orders", this.dead.host(), this.dead.port(), CallOutcome.HARD_FAILURE,
				"connection refused");
		assertThat(picks()).containsOnly("1", "3");
	}

	@Test
	void softEvidenceAtTheThreshold() {
		for (int failure = 1; failure < 5; failure++) {
			this.health.report(this.dead, CallOutcome.SOFT_FAILURE, "status 503");
			assertThat(picks()).contains("2");
		}
		this.health.report(this.dead, CallOutcome.SOFT_FAILURE, "status 503");
		assertThat(picks()).containsOnly("1", "3");
	}

	@Test
	void theRoutesFollowBeforeAnybodyCanReadTheVerdict() {
		List<Boolean> readable = new ArrayList<>();
		this.routes.follow((table) -> readable.add(this.health.of(this.dead).routable()));
		for (int failure = 1; failure <= 5; failure++) {
			this.health.report(this.dead, CallOutcome.SOFT_FAILURE, "status 503");
		}
		assertThat(readable).containsExactly(true);
		assertThat(this.health.of(this.dead).routable()).isFalse();
	}

	@Test
	void aFollowerThatReportsIsHeardAfterItReturns() {
		this.routes.follow(
				(table) -> this.health.report(HealthFixture.instance("3"), CallOutcome.HARD_FAILURE, "refused too"));
		this.health.report(this.dead, CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(picks()).containsOnly("1");
	}

	private List<String> picks() {
		return IntStream.range(0, 12).mapToObj((i) -> this.roundRobin.choose("orders").id()).toList();
	}

}
