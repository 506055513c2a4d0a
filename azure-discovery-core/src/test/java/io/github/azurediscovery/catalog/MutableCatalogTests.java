package io.github.azurediscovery.catalog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MutableCatalogTests {

	private final Deque<Runnable> events = new ArrayDeque<>();

	private final MutableCatalog catalog = new MutableCatalog(this.events::add);

	private final Snapshot first = Snapshot.EMPTY.next(List.of(Instance.of("a", "orders", "h", 80).build()), List.of());

	private final List<String> heard = new ArrayList<>();

	@Test
	void isEmptyAndOfUnknownAgeBeforeTheFirstPublication() {
		assertThat(this.catalog.current()).isSameAs(Snapshot.EMPTY);
		assertThat(this.catalog.lastUpdate()).isNull();
	}

	@Test
	void publishesBeforeAnybodyIsTold() {
		this.catalog.follow((change) -> this.heard
			.add("follower sees " + this.catalog.current().revision() + " of " + this.catalog.lastUpdate()));
		this.catalog.subscribe((change) -> this.heard.add("listener"));
		SnapshotChange change = this.catalog.publish(this.first, Instant.EPOCH);
		assertThat(change.after()).isSameAs(this.first);
		assertThat(this.heard).containsExactly("follower sees 1 of 1970-01-01T00:00:00Z");
		deliver();
		assertThat(this.heard).endsWith("listener").hasSize(2);
	}

	@Test
	void tellsListenersOnlyOfContentButFollowersOfEverything() {
		this.catalog.publish(this.first, Instant.EPOCH);
		this.catalog.follow((change) -> this.heard.add("follower"));
		this.catalog.subscribe((change) -> this.heard.add("listener"));
		this.catalog.publish(this.first, Instant.MAX);
		deliver();
		assertThat(this.heard).containsExactly("follower");
		assertThat(this.catalog.lastUpdate()).isEqualTo(Instant.MAX);
	}

	@Test
	void whoSubscribesIsToldOfLaterChangesOnly() {
		this.catalog.publish(this.first, null);
		this.catalog.subscribe((change) -> this.heard.add("revision " + change.after().revision()));
		deliver();
		this.catalog.publish(this.first.next(List.of(), List.of()), null);
		deliver();
		assertThat(this.heard).containsExactly("revision 2");
	}

	@Test
	void whoClosesHisSubscriptionBeforeTheDeliveryIsToldNoMore() {
		ListenerSubscription subscription = this.catalog.subscribe((change) -> this.heard.add("listener"));
		this.catalog.publish(this.first, null);
		subscription.close();
		deliver();
		assertThat(this.heard).isEmpty();
	}

	@Test
	void whoClosesHisSubscriptionIsToldNoMore() {
		ListenerSubscription subscription = this.catalog.subscribe((change) -> this.heard.add("listener"));
		subscription.close();
		subscription.close();
		this.catalog.publish(this.first, null);
		deliver();
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aFollowerThatClosesItsSubscriptionIsToldNoMore() {
		ListenerSubscription subscription = this.catalog.follow((change) -> this.heard.add("follower"));
		subscription.close();
		this.catalog.publish(this.first, null);
		assertThat(this.heard).isEmpty();
	}

	@Test
	void whoThrowsHarmsNoOther() {
		this.catalog.follow((change) -> {
			throw new IllegalStateException("broken follower");
		});
		this.catalog.follow((change) -> this.heard.add("follower"));
		this.catalog.subscribe((change) -> {
			throw new IllegalStateException("broken listener");
		});
		this.catalog.subscribe((change) -> this.heard.add("listener"));
		this.catalog.publish(this.first, null);
		deliver();
		assertThat(this.heard).containsExactly("follower", "listener");
	}

	@Test
	void whatAListenerHasNotTakenBecomesOneChange() {
		List<SnapshotChange> changes = new ArrayList<>();
		this.catalog.subscribe(changes::add);
		this.catalog.publish(this.first, null);
		Snapshot last = this.first;
		for (int i = 0; i < 1000; i++) {
			last = last.next(List.of(Instance.of("b" + i, "orders", "h", 80).build()), List.of());
			this.catalog.publish(last, null);
		}
		assertThat(this.events).hasSize(1);
		assertThat(this.catalog.merged()).isEqualTo(1000);
		deliver();
		assertThat(changes).containsExactly(SnapshotChange.between(Snapshot.EMPTY, last));
		assertThat(this.catalog.merged()).isZero();
	}

	@Test
	void whoSubscribesMeanwhileIsToldOnlyOfWhatCameAfterwards() {
		List<SnapshotChange> changes = new ArrayList<>();
		this.catalog.publish(this.first, null);
		this.catalog.subscribe(changes::add);
		Snapshot second = this.first.next(List.of(), List.of());
		this.catalog.publish(second, null);
		deliver();
		assertThat(changes).containsExactly(SnapshotChange.between(this.first, second));
	}

	@Test
	void whatComesBackBeforeItWasToldIsNoChange() {
		this.catalog.subscribe((change) -> this.heard.add("listener"));
		this.catalog.publish(this.first, null);
		this.catalog.publish(this.first.next(List.of(), List.of()), null);
		deliver();
		assertThat(this.heard).isEmpty();
	}

	@Test
	void whatCouldNotBeToldIsToldWithTheNextChange() {
		boolean[] refuses = { true };
		MutableCatalog scarce = new MutableCatalog((task) -> {
			if (refuses[0]) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			task.run();
		});
		List<SnapshotChange> changes = new ArrayList<>();
		scarce.subscribe(changes::add);
		scarce.publish(this.first, null);
		refuses[0] = false;
		Snapshot second = this.first.next(List.of(Instance.of("b", "orders", "h", 80).build()), List.of());
		scarce.publish(second, null);
		assertThat(changes).containsExactly(SnapshotChange.between(Snapshot.EMPTY, second));
	}

	private void deliver() {
		while (!this.events.isEmpty()) {
			this.events.remove().run();
		}
	}

}
