package io.github.azurediscovery.balance;

import java.util.List;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteIndexTests {

	/** Names with one hash code, so that they share a place. */
	private static final List<String> SHARING = List.of("anan", "anc0", "c0an", "c0c0");

	private final RouteIndex index = new RouteIndex();

	@Test
	void namesOfTheseTestsShareAPlace() {
		assertThat(SHARING.stream().map(String::hashCode).distinct()).hasSize(1);
	}

	@Test
	void servicesThatShareAPlaceKeepRoutesOfTheirOwn() {
		List<Route> routes = SHARING.stream().map(RouteIndexTests::route).toList();
		routes.forEach(this.index::put);
		assertThat(SHARING).map(this.index::find).isEqualTo(routes);
	}

	@Test
	void newRouteReplacesTheOneBeforeWhicheverServiceHasThePlace() {
		SHARING.forEach((service) -> this.index.put(route(service)));
		for (String service : SHARING) {
			Route before = this.index.find(service);
			Route next = route(service);
			assertThat(this.index.put(next)).isSameAs(before);
			assertThat(this.index.find(service)).isSameAs(next);
		}
	}

	@Test
	void removedServiceHasNoRouteAndTakesNoOtherWithIt() {
		for (String removed : SHARING) {
			SHARING.forEach((service) -> this.index.put(route(service)));
			this.index.remove(removed);
			assertThat(SHARING).filteredOn((service) -> this.index.find(service) == null).containsExactly(removed);
			assertThat(this.index.services()).hasSize(3).doesNotContain(removed);
		}
	}

	@Test
	void unknownServiceIsRemovedWithoutEffect() {
		this.index.put(route(SHARING.get(0)));
		this.index.remove(SHARING.get(1));
		assertThat(this.index.find(SHARING.get(0))).isNotNull();
	}

	@Test
	void moreRoomLosesNoRoute() {
		List<String> services = IntStream.range(0, 5_000).mapToObj((number) -> "service-" + number).toList();
		services.subList(0, 2_500).forEach((service) -> this.index.put(route(service)));
		this.index.makeRoom(5_000);
		services.subList(2_500, 5_000).forEach((service) -> this.index.put(route(service)));
		assertThat(services).allSatisfy((service) -> {
			Route route = this.index.find(service);
			assertThat(route).isNotNull().extracting(Route::service).isEqualTo(service);
		});
		assertThat(this.index.services()).hasSize(5_000);
	}

	private static Route route(String service) {
		return Route.of(service, List.of(Instance.of(service + "-1", service, "10.0.0.1", 8080).build()));
	}

}
