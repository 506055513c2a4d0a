package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.spring.actuate.ArmUsage;
import io.github.azurediscovery.spring.actuate.DiscoveryViews;
import io.github.azurediscovery.spring.client.Freshness;
import io.github.azurediscovery.spring.loadbalancer.Picks;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.ServerSentEvent;

import static org.assertj.core.api.Assertions.assertThat;

class ViewersTests {

	private static final Duration SOON = Duration.ofMillis(250);

	private final FakeDiscovery discovery = new FakeDiscovery();

	private final HandDrivenExecutor executor = new HandDrivenExecutor();

	private final ArmUsage usage = new ArmUsage(InstantSource.system());

	private final Recorder recorder = new Recorder(this.discovery, this.usage, InstantSource.system());

	private final Picks picks = new Picks();

	private final Viewers viewers = viewers();

	private final Instance one = FakeDiscovery.instance("orders", 1);

	private final Instance two = FakeDiscovery.instance("orders", 2);

	private void pick(Instance instance, int times) {
		IntStream.range(0, times).forEach((call) -> this.picks.count(instance));
	}

	private Viewers viewers() {
		DiscoveryViews views = new DiscoveryViews(this.discovery,
				new Freshness(this.discovery, Duration.ofMinutes(5), InstantSource.system()));
		Narrator narrator = new Narrator(
				() -> new View(views.all(), this.discovery.status().nextRefresh(),
						new NearbyZones(this.discovery, true).now()),
				this.recorder.timeline(), this.recorder.requests(), Duration.ofMinutes(5), "shop",
				List.of(new DashboardExtension("Try it", "simulation/controls.js")), InstantSource.system());
		Viewers viewers = new Viewers(this.discovery, new PickRates(this.picks), narrator, this.executor);
		viewers.start();
		return viewers;
	}

	@Test
	void tellsWhoeverComesAllThereIs() {
		this.discovery.members(this.one, this.two);
		Viewer viewer = new Viewer();
		assertThat(viewer.names).containsExactly("state");
		JsonNode state = viewer.last();
		assertThat(state.at("/application").asString()).isEqualTo("shop");
		assertThat(state.at("/staleAfter").asLong()).isEqualTo(300_000);
		assertThat(state.at("/extensions/0/module").asString()).isEqualTo("simulation/controls.js");
		assertThat(state.at("/services/orders/routable").asInt()).isEqualTo(2);
		assertThat(state.at("/services/orders/instances").size()).isEqualTo(2);
		assertThat(state.at("/services/orders/zone").asString()).isEqualTo("all");
		assertThat(state.at("/timeline/0/kind").asString()).isEqualTo("joined");
	}

	@Test
	void tellsOnlyWhatChanged() {
		this.discovery.members(this.one, this.two);
		Viewer viewer = new Viewer();
		this.discovery.eject(this.two, "connection refused");
		this.executor.pass(SOON);
		JsonNode update = viewer.last();
		assertThat(viewer.names).containsExactly("state", "update");
		assertThat(update.at("/services/orders/instances").size()).isEqualTo(1);
		assertThat(update.at("/services/orders/instances/0/name").asString()).isEqualTo("orders_2");
		assertThat(update.at("/services/orders/routable").asInt()).isEqualTo(1);
		assertThat(update.at("/timeline").size()).isEqualTo(1);
		assertThat(update.has("rejected")).isFalse();
		assertThat(update.has("extensions")).isFalse();
	}

	@Test
	void tellsWhoLeft() {
		this.discovery.members(this.one, this.two);
		Viewer viewer = new Viewer();
		this.discovery.members(this.two);
		this.executor.pass(SOON);
		assertThat(viewer.last().at("/services/orders/left/0").asString()).isEqualTo(this.one.id());
		this.discovery.members();
		this.executor.pass(SOON);
		assertThat(viewer.last().at("/gone/0").asString()).isEqualTo("orders");
	}

	@Test
	void gathersWhatChangesAtOnceIntoOneUpdate() {
		this.discovery.members(this.one, this.two);
		Viewer viewer = new Viewer();
		for (int time = 0; time < 100; time++) {
			this.discovery.eject(this.two, "refused " + time);
		}
		this.executor.pass(SOON);
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void tellsALateViewerTheSameAsTheOthersKnow() {
		this.discovery.members(this.one);
		Viewer early = new Viewer();
		this.discovery.members(this.one, this.two);
		Viewer late = new Viewer();
		assertThat(early.names).containsExactly("state", "update");
		assertThat(late.names).containsExactly("state");
		assertThat(late.last().at("/services/orders/instances").size()).isEqualTo(2);
		this.executor.pass(SOON);
		assertThat(late.names).containsExactly("state");
	}

	@Test
	void tellsPicksPerSecondWhenTheyChange() {
		this.discovery.members(this.one, this.two);
		Viewer viewer = new Viewer();
		pick(this.one, 12);
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.last().at("/picks/orders/" + this.one.id()).asDouble()).isEqualTo(12);
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.last().at("/picks").isEmpty()).isTrue();
		int told = viewer.names.size();
		this.executor.pass(Duration.ofSeconds(5));
		assertThat(viewer.names).hasSize(told);
	}

	@Test
	void doesNotCountPicksFromBeforeAnybodyLooked() {
		this.discovery.members(this.one);
		pick(this.one, 5000);
		Viewer viewer = new Viewer();
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.names).containsExactly("state");
	}

	@Test
	void tellsWhatRoundsCost() {
		this.discovery.members(this.one);
		Viewer viewer = new Viewer();
		this.discovery.refreshed(0, Instant.parse("2026-11-21T10:00:30Z"),
				new SourceStatus("a", Instant.now(), null, null, 3, null),
				new SourceStatus("b", null, Instant.now(), "429", 1, null));
		this.executor.pass(SOON);
		assertThat(viewer.last().at("/requests").size()).isEqualTo(1);
		assertThat(viewer.last().at("/requests/0/requests").asInt()).isEqualTo(4);
		assertThat(viewer.last().at("/requests/0/failed").asBoolean()).isTrue();
		assertThat(viewer.last().at("/nextRefresh").asString()).isEqualTo("2026-11-21T10:00:30Z");
		assertThat(viewer.last().at("/sources").size()).isEqualTo(2);
	}

	@Test
	void showsThatItLivesWhenNothingHappens() {
		this.discovery.members(this.one);
		Viewer viewer = new Viewer();
		this.executor.pass(Duration.ofSeconds(16));
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void costsNothingWhileNobodyLooks() {
		int ring = this.discovery.subscriptions();
		this.discovery.members(this.one, this.two);
		assertThat(this.executor.waiting()).isZero();
		assertThat(this.picks.isWatched()).isFalse();

		Viewer first = new Viewer();
		Viewer second = new Viewer();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring + 3);
		assertThat(this.picks.isWatched()).isTrue();
		first.dispose();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring + 3);
		second.dispose();

		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(this.executor.waiting()).isZero();
		this.discovery.eject(this.one, "refused");
		this.executor.pass(Duration.ofMinutes(1));
		assertThat(this.picks.isWatched()).isFalse();
	}

	@Test
	void letsGoOfAViewerThatFallsBehind() {
		this.discovery.members(this.one, this.two);
		Viewer slow = new Viewer(0);
		Viewer quick = new Viewer();
		for (int time = 0; time < 70; time++) {
			this.discovery.eject(this.two, "refused " + time);
			this.executor.pass(SOON);
		}
		slow.request(Long.MAX_VALUE);
		assertThat(slow.complete).isTrue();
		assertThat(quick.complete).isFalse();
		assertThat(quick.names).hasSize(71);
	}

	@Test
	void endsEveryStreamWhenStoppedAndMayStartAgain() {
		this.discovery.members(this.one);
		int ring = this.discovery.subscriptions();
		Viewer viewer = new Viewer();
		this.viewers.stop();
		assertThat(viewer.complete).isTrue();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(new Viewer().complete).isTrue();
		this.viewers.start();
		assertThat(new Viewer().names).containsExactly("state");
	}

	@Test
	void survivesAViewThatFails() {
		this.discovery.members(this.one);
		Viewer viewer = new Viewer();
		this.discovery.failing = true;
		this.discovery.eject(this.one, "refused");
		this.executor.pass(SOON);
		this.discovery.failing = false;
		this.discovery.readmit(this.one);
		this.executor.pass(SOON);
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void letsGoOfAViewerWhoCannotBeToldAllThereIs() {
		int ring = this.discovery.subscriptions();
		this.discovery.failing = true;
		assertThat(new Viewer().complete).isTrue();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(this.executor.waiting()).isZero();
		this.discovery.failing = false;
		assertThat(new Viewer().names).containsExactly("state");
		assertThat(this.discovery.subscriptions()).isEqualTo(ring + 3);
	}

	private final class Viewer implements Disposable {

		private final List<String> names = new ArrayList<>();

		private final List<JsonNode> data = new ArrayList<>();

		private boolean complete;

		private final BaseSubscriber<ServerSentEvent<String>> subscriber;

		Viewer() {
			this(Long.MAX_VALUE);
		}

		Viewer(long demand) {
			this.subscriber = new BaseSubscriber<>() {

				@Override
				protected void hookOnSubscribe(Subscription subscription) {
					if (demand > 0) {
						subscription.request(demand);
					}
				}

				@Override
				protected void hookOnNext(ServerSentEvent<String> event) {
					Viewer.this.names.add(event.event());
					Viewer.this.data.add(JsonMapper.shared().readTree(event.data()));
				}

				@Override
				protected void hookOnComplete() {
					Viewer.this.complete = true;
				}

			};
			ViewersTests.this.viewers.join().subscribe(this.subscriber);
		}

		JsonNode last() {
			return this.data.get(this.data.size() - 1);
		}

		void request(long demand) {
			this.subscriber.request(demand);
		}

		@Override
		public void dispose() {
			this.subscriber.cancel();
		}

	}

}
