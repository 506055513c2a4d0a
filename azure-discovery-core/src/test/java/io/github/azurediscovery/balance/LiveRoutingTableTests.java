package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.health.VerdictList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveRoutingTableTests {

	private final HandDriven owner = new HandDriven();

	private final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, Runnable::run);

	@Test
	void aServiceWithMembersNeverAnswersEmpty() {
		for (String members : List.of("a!H", "a!S", "a!M", "a!H b!M", "a!H b!S c!M")) {
			this.routes.judged("orders", TestVerdicts.members(members));
			Route route = this.routes.route("orders");
			assertThat(route.routable()).as(members).isNotEmpty();
			assertThat(route.panic()).as(members).isTrue();
		}
	}

	@Test
	void aServiceWithoutMembersHasNoRoute() {
		this.routes.judged("orders", TestVerdicts.members("a"));
		this.routes.judged("orders", VerdictList.of(List.of()));
		assertThat(this.routes.route("orders")).isNull();
	}

	@Test
	void aChangeLeavesTheRoutesOfOtherServicesAlone() {
		this.routes.judged("payments", TestVerdicts.members("a b"));
		Route before = this.routes.route("payments");
		this.routes.judged("orders", TestVerdicts.members("a"));
		assertThat(this.routes.route("payments")).isSameAs(before);
	}

	@Test
	void followersSeeTheNewRoutes() {
		List<String> seen = new ArrayList<>();
		this.routes.follow((table) -> seen.add(TestVerdicts.ids(table.route("orders").routable())));
		this.routes.judged("orders", TestVerdicts.members("a b"));
		this.routes.allJudged();
		this.routes.judged("orders", TestVerdicts.members("a b!H"));
		this.routes.allJudged();
		assertThat(seen).containsExactly("a b", "a");
	}

	@Test
	void followersAreToldOnceOfAllServicesThatChangedTogether() {
		List<String> told = new ArrayList<>();
		this.routes.follow((table) -> told.add("told"));
		this.routes.judged("orders", TestVerdicts.members("a b"));
		this.routes.judged("payments", TestVerdicts.members("c"));
		this.routes.allJudged();
		this.routes.allJudged();
		assertThat(told).containsExactly("told");
	}

	@Test
	void aFollowerThatThrowsHarmsNoOther() {
		List<String> told = new ArrayList<>();
		this.routes.follow((table) -> {
			throw new IllegalStateException("broken");
		});
		this.routes.follow((table) -> told.add("told"));
		this.routes.judged("orders", TestVerdicts.members("a"));
		this.routes.allJudged();
		assertThat(told).containsExactly("told");
		assertThat(this.routes.route("orders")).isNotNull();
	}

	@Test
	void theZoneMayBecomeKnownLater() {
		this.routes.judged("orders", TestVerdicts.members("a@1 b@2"));
		assertThat(TestVerdicts.ids(this.routes.route("orders").nearby().lists().get(0))).isEqualTo("a b");
		this.routes.zone(new Zone("1", null));
		this.owner.run();
		assertThat(TestVerdicts.ids(this.routes.route("orders").nearby().lists().get(0))).isEqualTo("a");
		assertThat(TestVerdicts.ids(this.routes.route("orders").routable())).isEqualTo("a b");
	}

	@Test
	void aNewZoneIsAppliedInShortTurnsForAllServices() {
		List<Integer> turns = new ArrayList<>();
		LiveRoutingTable counted = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, (turn) -> {
			turns.add(1);
			turn.run();
		});
		for (int i = 0; i < 100; i++) {
			counted.judged("service" + i, TestVerdicts.members("a@1 b@2"));
		}
		counted.zone(new Zone("1", null));
		this.owner.run();
		assertThat(turns).hasSizeGreaterThanOrEqualTo(100 / 25);
		assertThat(counted.route("service99")).extracting((route) -> TestVerdicts.ids(route.nearby().lists().get(0)))
			.isEqualTo("a");
	}

	@Test
	void roomForMoreServicesKeepsTheRoutes() {
		this.routes.judged("orders", TestVerdicts.members("a@1 b@2"));
		Route before = this.routes.route("orders");
		this.routes.expect(1000);
		this.routes.expect(10);
		assertThat(this.routes.route("orders")).isSameAs(before);
		this.routes.judged("orders", VerdictList.of(List.of()));
		assertThat(this.routes.route("orders")).isNull();
	}

}
