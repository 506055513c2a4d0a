package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.health.VerdictList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveRoutesTests {

	private final HandDriven owner = new HandDriven();

	private final LiveRoutes routes = new LiveRoutes(BalanceSettings.DEFAULT, this.owner, Runnable::run);

	@Test
	void aServiceWithMembersNeverAnswersEmpty() {
		for (String members : List.of("a!H", "a!S", "a!M", "a!H b!M", "a!H b!S c!M")) {
			this.routes.judged("orders", Judged.members(members));
			Route route = this.routes.route("orders");
			assertThat(route.routable()).as(members).isNotEmpty();
			assertThat(route.panic()).as(members).isTrue();
		}
	}

	@Test
	void aServiceWithoutMembersHasNoRoute() {
		this.routes.judged("orders", Judged.members("a"));
		this.routes.judged("orders", VerdictList.of(List.of()));
		assertThat(this.routes.route("orders")).isNull();
	}

	@Test
	void aChangeLeavesTheRoutesOfOtherServicesAlone() {
		this.routes.judged("payments", Judged.members("a b"));
		Route before = this.routes.route("payments");
		this.routes.judged("orders", Judged.members("a"));
		assertThat(this.routes.route("payments")).isSameAs(before);
	}

	@Test
	void followersSeeTheNewRoutes() {
		List<String> seen = new ArrayList<>();
		this.routes.follow((table) -> seen.add(Judged.ids(table.route("orders").routable())));
		this.routes.judged("orders", Judged.members("a b"));
		this.routes.allJudged();
		this.routes.judged("orders", Judged.members("a b!H"));
		this.routes.allJudged();
		assertThat(seen).containsExactly("a b", "a");
	}

	@Test
	void followersAreToldOnceOfAllServicesThatChangedTogether() {
		List<String> told = new ArrayList<>();
		this.routes.follow((table) -> told.add("told"));
		this.routes.judged("orders", Judged.members("a b"));
		this.routes.judged("payments", Judged.members("c"));
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
		this.routes.judged("orders", Judged.members("a"));
		this.routes.allJudged();
		assertThat(told).containsExactly("told");
		assertThat(this.routes.route("orders")).isNotNull();
	}

	@Test
	void theZoneMayBecomeKnownLater() {
		this.routes.judged("orders", Judged.members("a@1 b@2"));
		assertThat(Judged.ids(this.routes.route("orders").nearby().lists().get(0))).isEqualTo("a b");
		this.routes.zone(new Zone("1", null));
		this.owner.run();
		assertThat(Judged.ids(this.routes.route("orders").nearby().lists().get(0))).isEqualTo("a");
		assertThat(Judged.ids(this.routes.route("orders").routable())).isEqualTo("a b");
	}

}
