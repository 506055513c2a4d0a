package io.github.azurediscovery.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SnapshotTests {

	private final Instance a = Instance.of("a", "orders", "10.0.0.1", 80).build();

	private final Instance b = Instance.of("b", "orders", "10.0.0.2", 80).build();

	private final Instance c = Instance.of("c", "stock", "10.0.0.3", 80).build();

	@Test
	void startsEmptyAtRevisionZero() {
		assertThat(Snapshot.EMPTY.revision()).isZero();
		assertThat(Snapshot.EMPTY.services()).isEmpty();
		assertThat(Snapshot.EMPTY.size()).isZero();
	}

	@Test
	void sortsInstancesByIdWhateverTheirOrder() {
		Snapshot snapshot = next(this.c, this.b, this.a);
		assertThat(snapshot.instances("orders")).containsExactly(this.a, this.b);
		assertThat(snapshot.services()).containsExactlyInAnyOrder("orders", "stock");
		assertThat(snapshot.size()).isEqualTo(3);
	}

	@Test
	void findsAServiceInAnyCase() {
		Snapshot snapshot = next(this.a);
		assertThat(snapshot.instances("Orders")).containsExactly(this.a);
		assertThat(snapshot.contains("ORDERS")).isTrue();
		assertThat(snapshot.contains("payments")).isFalse();
		assertThat(snapshot.instances("payments")).isEmpty();
	}

	@Test
	void theRevisionMovesWithEachKindOfContent() {
		Snapshot first = next(this.a);
		assertThat(first.revision()).isEqualTo(1);
		List<Instance> others = List.of(this.a.toBuilder().name("x").build(), this.a.toBuilder().host("h").build(),
				this.a.toBuilder().port(81).build(), this.a.toBuilder().secure(true).build(),
				this.a.toBuilder().addresses(new VmAddresses(List.of("10.0.0.9"), List.of())).build(),
				this.a.toBuilder().zone("1").build(), this.a.toBuilder().region("r").build(),
				this.a.toBuilder().scaleSet("s").build(), this.a.toBuilder().resourceGroup("g").build(),
				this.a.toBuilder().source("s").build(), this.a.toBuilder().metadata(Map.of("k", "v")).build(), this.b);
		assertThat(others).allSatisfy(
				(other) -> assertThat(first.next(List.of(other), List.of()).revision()).as("%s", other).isEqualTo(2));
	}

	@Test
	void theRevisionStaysWithWhatIsNoContent() {
		Snapshot first = next(this.a);
		List<Instance> others = List.of(this.a.toBuilder().held(true).build(),
				this.a.toBuilder().unconfirmed(true).build(),
				this.a.toBuilder().platform(PlatformStatus.UNHEALTHY).build());
		assertThat(others).allSatisfy((other) -> {
			Snapshot next = first.next(List.of(other), List.of());
			assertThat(next.revision()).isEqualTo(1);
			assertThat(next.instances("orders")).containsExactly(other);
		});
		Snapshot rejected = first.next(List.of(this.a),
				List.of(new Rejection("x", null, RejectionReason.OTHER, "why")));
		assertThat(rejected.revision()).isEqualTo(1);
		assertThat(rejected.rejected()).containsExactly(new Rejection("x", null, RejectionReason.OTHER, "why"));
	}

	@Test
	void isTheSameWhenNothingDiffers() {
		Snapshot first = next(this.a, this.b);
		assertThat(first.next(List.of(this.b, this.a), List.of())).isSameAs(first);
	}

	@Test
	void aServiceWithoutInstancesIsGone() {
		Snapshot second = next(this.a, this.c).next(List.of(this.c), List.of());
		assertThat(second.services()).containsExactly("stock");
		assertThat(second.revision()).isEqualTo(2);
	}

	@Test
	void refusesTwoInstancesWithTheSameId() {
		assertThatIllegalArgumentException().isThrownBy(() -> next(this.a, this.a.toBuilder().port(81).build()))
			.withMessage("Two instances of 'orders' have the id a");
	}

	@Test
	void theSameIdMayServeTwoServices() {
		assertThat(next(this.a, Instance.of("a", "stock", "10.0.0.1", 81).build()).size()).isEqualTo(2);
	}

	@Test
	void sortsRejectedItemsAndNamesEachOnce() {
		Rejection first = new Rejection("a", null, RejectionReason.OTHER, "z");
		Rejection second = new Rejection("a", "orders", RejectionReason.OTHER, "x");
		Rejection third = new Rejection("a", "orders", RejectionReason.OTHER, "y");
		Rejection fourth = new Rejection("b", "orders", RejectionReason.OTHER, "a");
		Snapshot snapshot = Snapshot.EMPTY.next(List.of(), List.of(fourth, third, second, first, third));
		assertThat(snapshot.rejected()).containsExactly(first, second, third, fourth);
	}

	@Test
	void rejectedNamesakesAreInTheSameOrderWhicheverComesFirst() {
		Rejection stopped = new Rejection("a", null, RejectionReason.NOT_RUNNING, "x");
		List<Rejection> sorted = List.of(stopped, stopped.ofVm("1"), stopped.ofVm("2"),
				new Rejection("a", null, RejectionReason.OTHER, "x"));
		List<Rejection> reversed = new ArrayList<>(sorted);
		Collections.reverse(reversed);
		assertThat(Snapshot.EMPTY.next(List.of(), reversed).rejected()).isEqualTo(sorted);
	}

	@Test
	void cannotBeModified() {
		Snapshot snapshot = next(this.a);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> snapshot.instances("orders").add(this.b));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> snapshot.services().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.a.metadata().put("k", "v"));
	}

	@Test
	void saysHowManyThereAre() {
		assertThat(next(this.a, this.c)).hasToString("Snapshot 1 with 2 instances of 2 services");
	}

	private static Snapshot next(Instance... instances) {
		return Snapshot.EMPTY.next(List.of(instances), List.of());
	}

}
