package io.github.azurediscovery.catalog;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotChangeTests {

	private final Instance a = Instance.of("a", "orders", "10.0.0.1", 80).build();

	private final Instance b = Instance.of("b", "orders", "10.0.0.2", 80).build();

	private final Instance c = Instance.of("c", "orders", "10.0.0.3", 80).build();

	private final Instance s = Instance.of("s", "stock", "10.0.0.4", 80).build();

	@Test
	void tellsWhoJoinedWhoLeftAndWhoChanged() {
		Instance moved = this.b.toBuilder().host("10.0.0.9").zone("2").build();
		SnapshotChange change = change(List.of(this.a, this.b, this.s), List.of(moved, this.c, this.s));
		assertThat(change.services()).containsOnlyKeys("orders");
		SnapshotChange.Service orders = change.services().get("orders");
		assertThat(orders.joined()).containsExactly(this.c);
		assertThat(orders.left()).containsExactly(this.a);
		assertThat(orders.updated()).singleElement().satisfies((update) -> {
			assertThat(update.before()).isEqualTo(this.b);
			assertThat(update.after()).isEqualTo(moved);
			assertThat(update.fields()).containsExactlyInAnyOrder(Instance.Field.HOST, Instance.Field.PLACE);
		});
	}

	@Test
	void tellsOfServicesThatComeAndGo() {
		SnapshotChange change = change(List.of(this.a), List.of(this.s));
		assertThat(change.services()).containsOnlyKeys("orders", "stock");
		assertThat(change.services().get("orders").left()).containsExactly(this.a);
		assertThat(change.services().get("stock").joined()).containsExactly(this.s);
	}

	@Test
	void isEmptyWhenOnlyHealthDiffers() {
		Instance unhealthy = this.a.toBuilder().platform(PlatformStatus.UNHEALTHY).held(true).build();
		assertThat(change(List.of(this.a), List.of(unhealthy)).isEmpty()).isTrue();
	}

	@Test
	void isNotEmptyForEachKindOfDifference() {
		assertThat(change(List.of(), List.of(this.a)).isEmpty()).isFalse();
		assertThat(change(List.of(this.a), List.of()).isEmpty()).isFalse();
		assertThat(change(List.of(this.a), List.of(this.a.toBuilder().port(1).build())).isEmpty()).isFalse();
	}

	private static SnapshotChange change(List<Instance> before, List<Instance> after) {
		Snapshot first = Snapshot.EMPTY.next(before, List.of());
		return SnapshotChange.between(first, first.next(after, List.of()));
	}

}
