package io.github.azurediscovery.dashboard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.spring.actuate.DiscoveryViewFactory;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import io.github.azurediscovery.spring.metrics.ArmUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ViewerBroadcasterTests {

	private static final Duration SOON = Duration.ofMillis(250);

	private static final Error NO_THREAD = new OutOfMemoryError("unable to create native thread");

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final HandDriven executor = HandDriven.runningAtOnce();

	private final ArmUsage usage = new ArmUsage(InstantSource.system());

	private final HistoryRecorder recorder = new HistoryRecorder(this.discovery, this.usage, InstantSource.system());

	private final PickCounter picks = new PickCounter();

	private final ViewerBroadcaster viewers = viewers(this.executor);

	private @Nullable Error broken;

	private final Instance one = FakeAzureDiscovery.instance("orders", 1);

	private final Instance two = FakeAzureDiscovery.instance("orders", 2);

	private void pick(Instance instance, int times) {
		IntStream.range(0, times).forEach((call) -> this.picks.count(instance));
	}

	private ViewerBroadcaster viewers(ScheduledExecutorService executor) {
		DiscoveryViewFactory views = new DiscoveryViewFactory(this.discovery,
				new CatalogFreshness(this.discovery, Duration.ofMinutes(5), InstantSource.system()));
		DashboardMessageWriter narrator = new DashboardMessageWriter(() -> view(views), this.recorder.timeline(),
				this.recorder.requests(), Duration.ofMinutes(5), "shop",
				List.of(new DashboardExtension("Try it", "simulation/controls.js")), InstantSource.system());
		ViewerBroadcaster viewers = new ViewerBroadcaster(this.discovery, new PickRates(this.picks), narrator, 32,
				executor);
		viewers.start();
		return viewers;
	}

	private DashboardView view(DiscoveryViewFactory views) {
		if (this.broken != null) {
			throw this.broken;
		}
		return new DashboardView(views.all(), this.discovery.status().nextRefresh(),
				new PreferredZones(this.discovery, (service) -> true).current());
	}

	@Test
	void sendsTheCompleteStateToANewViewer() {
		this.discovery.members(this.one, this.two);
		Visitor viewer = new Visitor();
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
	void sendsOnlyWhatChanged() {
		this.discovery.members(this.one, this.two);
		Visitor viewer = new Visitor();
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
	void sendsTheCodeAndTheWordsOfWhatIsRejected() {
		this.discovery.members(List.of(this.one),
				List.of(new Rejection("vm-7", "orders", RejectionReason.NOT_RUNNING, "deallocated")));
		JsonNode rejected = new Visitor().last().at("/rejected/0");
		assertThat(rejected.at("/name").asString()).isEqualTo("vm-7");
		assertThat(rejected.at("/service").asString()).isEqualTo("orders");
		assertThat(rejected.at("/reason").asString()).isEqualTo("not-running");
		assertThat(rejected.at("/detail").asString()).isEqualTo("deallocated");
	}

	@Test
	void sendsTheStatusOfASinkWithinASecond() {
		this.discovery.members(this.one);
		Visitor viewer = new Visitor();
		assertThat(viewer.last().at("/sinks").isEmpty()).isTrue();
		this.discovery.setSinks(
				new SinkStatus("proxy", 2, 1, true, null, "connection refused", Map.of("orders", "add a backend")));
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.last().at("/sinks/0/error").asString()).isEqualTo("connection refused");
		assertThat(viewer.last().at("/sinks/0/notes/orders").asString()).isEqualTo("add a backend");
		assertThat(viewer.last().has("services")).isFalse();
	}

	@Test
	void sendsInstancesThatLeft() {
		this.discovery.members(this.one, this.two);
		Visitor viewer = new Visitor();
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
		Visitor viewer = new Visitor();
		for (int time = 0; time < 100; time++) {
			this.discovery.eject(this.two, "refused " + time);
		}
		this.executor.pass(SOON);
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void sendsALateViewerWhatTheOthersKnow() {
		this.discovery.members(this.one);
		Visitor early = new Visitor();
		this.discovery.members(this.one, this.two);
		Visitor late = new Visitor();
		assertThat(early.names).containsExactly("state", "update");
		assertThat(late.names).containsExactly("state", "update", "update");
		assertThat(late.data.subList(0, 2)).isEqualTo(early.data);
		this.executor.pass(SOON);
		assertThat(late.names).hasSize(3);
	}

	@Test
	void sendsALateViewerTheTimeLast() {
		Visitor early = new Visitor();
		Visitor late = new Visitor();
		assertThat(early.names).containsExactly("state");
		assertThat(late.names).containsExactly("state", "update");
		assertThat(late.last().propertyNames()).containsExactlyInAnyOrder("run", "now");
	}

	@Test
	void sendsTheCompleteStateIfTooMuchHappenedSince() {
		this.discovery.members(this.one, this.two);
		new Visitor();
		for (int time = 0; time < 20; time++) {
			this.discovery.eject(this.two, "refused " + time);
			this.executor.pass(SOON);
		}
		Visitor late = new Visitor();
		assertThat(late.names).containsExactly("state");
		assertThat(late.last().at("/services/orders/routable").asInt()).isEqualTo(1);
	}

	@Test
	void takesNoMoreViewersThanItMayHave() {
		List<DashboardViewer> all = IntStream.range(0, 300).mapToObj((number) -> this.viewers.join()).toList();
		assertThat(all.subList(0, 32)).doesNotContainNull();
		assertThat(all.subList(32, 300)).containsOnlyNulls();
		this.viewers.leave(all.get(0));
		this.viewers.leave(all.get(0));
		assertThat(this.viewers.join()).isNotNull();
		assertThat(this.viewers.join()).isNull();
	}

	@Test
	void holdsEachMessageOnceForAllViewersThatDoNotRead() {
		this.discovery.members(
				IntStream.range(0, 1000).mapToObj((number) -> FakeAzureDiscovery.instance("orders", number)).toList(),
				List.of());
		List<DashboardViewer> all = new ArrayList<>();
		for (int number = 0; number < 300; number++) {
			this.discovery.eject(this.two, "refused " + number);
			DashboardViewer viewer = this.viewers.join();
			if (viewer != null) {
				all.add(viewer);
			}
		}
		Set<byte[]> held = Collections.newSetFromMap(new IdentityHashMap<>());
		all.forEach((viewer) -> viewer.chunks().doOnNext((chunk) -> held.add(chunk.array())).subscribe());
		long large = held.stream().filter((message) -> message.length > 100_000).count();
		assertThat(all).hasSize(32);
		assertThat(large).isEqualTo(2);
		assertThat(held.stream().mapToInt((message) -> message.length).sum()).isLessThan(2_000_000);
	}

	@Test
	void disconnectsAViewerThatReadsNothing() {
		this.discovery.members(this.one);
		Visitor idle = new Visitor(0);
		Visitor quick = new Visitor();
		this.executor.pass(Duration.ofSeconds(9));
		assertThat(idle.cut).isFalse();
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(idle.cut).isTrue();
		assertThat(quick.cut).isFalse();
	}

	@Test
	void keepsAViewerThatReadsSlowly() {
		this.discovery.members(
				IntStream.range(0, 1000).mapToObj((number) -> FakeAzureDiscovery.instance("orders", number)).toList(),
				List.of());
		Visitor slow = new Visitor(0);
		for (int time = 0; time < 6; time++) {
			slow.request(1);
			this.executor.pass(Duration.ofSeconds(9));
		}
		assertThat(slow.names).isEmpty();
		assertThat(slow.cut).isFalse();
	}

	@Test
	void sendsPicksPerSecondWhenTheyChange() {
		this.discovery.members(this.one, this.two);
		Visitor viewer = new Visitor();
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
	void doesNotCountPicksFromBeforeTheFirstViewer() {
		this.discovery.members(this.one);
		pick(this.one, 5000);
		Visitor viewer = new Visitor();
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.names).containsExactly("state");
	}

	@Test
	void sendsTheRequestsOfRefreshes() {
		this.discovery.members(this.one);
		Visitor viewer = new Visitor();
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
	void sendsHeartbeatsWhileNothingHappens() {
		this.discovery.members(this.one);
		Visitor viewer = new Visitor();
		this.executor.pass(Duration.ofSeconds(16));
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void costsNothingWithoutViewers() {
		int ring = this.discovery.subscriptions();
		this.discovery.members(this.one, this.two);
		assertThat(this.executor.timers()).isZero();
		assertThat(this.picks.isWatched()).isFalse();

		Visitor first = new Visitor();
		Visitor second = new Visitor();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring + 3);
		assertThat(this.picks.isWatched()).isTrue();
		first.dispose();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring + 3);
		second.dispose();

		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(this.executor.timers()).isZero();
		this.discovery.eject(this.one, "refused");
		this.executor.pass(Duration.ofMinutes(1));
		assertThat(this.picks.isWatched()).isFalse();
	}

	@Test
	void disconnectsAViewerThatFallsBehind() {
		this.discovery.members(this.one, this.two);
		Visitor slow = new Visitor(0);
		Visitor quick = new Visitor();
		for (int time = 0; time < 70; time++) {
			this.discovery.eject(this.two, "refused " + time);
			this.executor.pass(SOON);
		}
		assertThat(slow.cut).isTrue();
		assertThat(quick.cut).isFalse();
		assertThat(quick.names).startsWith("state").hasSize(72);
	}

	@Test
	void endsEveryStreamWhenStoppedAndMayStartAgain() {
		this.discovery.members(this.one);
		int ring = this.discovery.subscriptions();
		Visitor viewer = new Visitor();
		this.viewers.stop();
		assertThat(viewer.complete).isTrue();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(new Visitor().complete).isTrue();
		this.viewers.start();
		assertThat(new Visitor().names).containsExactly("state");
	}

	@Test
	void disconnectsAViewerThatDoesNotReadWhenStopped() {
		this.discovery.members(this.one);
		Visitor idle = new Visitor(0);
		this.viewers.stop();
		assertThat(idle.cut).isFalse();
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(idle.cut).isTrue();
	}

	@Test
	void survivesAViewThatFails() {
		this.discovery.members(this.one);
		Visitor viewer = new Visitor();
		this.discovery.failing(true);
		this.discovery.eject(this.one, "refused");
		this.executor.pass(SOON);
		this.discovery.failing(false);
		this.discovery.readmit(this.one);
		this.executor.pass(SOON);
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void endsAViewerThatCannotBeSentTheCompleteState() {
		int ring = this.discovery.subscriptions();
		this.discovery.failing(true);
		assertThat(new Visitor().complete).isTrue();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(this.executor.timers()).isZero();
		this.discovery.failing(false);
		assertThat(new Visitor().names).containsExactly("state");
		assertThat(this.discovery.subscriptions()).isEqualTo(ring + 3);
	}

	@Test
	void countsAndSendsHeartbeatsAfterAnError() {
		this.discovery.members(this.one);
		Visitor viewer = new Visitor();
		Visitor idle = new Visitor(0);
		this.broken = new StackOverflowError("for a test");
		this.discovery.setSinks(new SinkStatus("proxy", 2, 1, true, null, null, Map.of()));
		this.executor.pass(Duration.ofSeconds(1));
		this.broken = null;
		pick(this.one, 12);
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.last().at("/picks/orders/" + this.one.id()).asDouble()).isEqualTo(12);
		this.executor.pass(Duration.ofSeconds(10));
		assertThat(idle.cut).isTrue();
	}

	@Test
	void endsAViewerWhoseCompleteStateIsAnError() {
		int ring = this.discovery.subscriptions();
		this.broken = new NoClassDefFoundError("for a test");
		assertThat(new Visitor().complete).isTrue();
		assertThat(this.discovery.subscriptions()).isEqualTo(ring);
		assertThat(this.executor.timers()).isZero();
	}

	@Test
	void givesThePlaceOfAViewerBackWhereNoThreadCanBeHad() {
		this.executor.refuse(NO_THREAD);
		for (int number = 0; number < 40; number++) {
			assertThat(this.viewers.join()).isNull();
		}
		this.executor.relent();
		List<DashboardViewer> all = IntStream.range(0, 32).mapToObj((number) -> this.viewers.join()).toList();
		assertThat(all).doesNotContainNull();
		this.executor.refuse(NO_THREAD);
		this.viewers.leave(all.get(0));
		this.executor.relent();
		assertThat(this.viewers.join()).isNotNull();
	}

	@Test
	void sendsTheNextChangeAfterOneThatFoundNoThread() {
		AtomicBoolean starved = new AtomicBoolean();
		ScheduledExecutorService executor = Mockito.mock(ScheduledExecutorService.class, (call) -> {
			if (starved.get()) {
				throw NO_THREAD;
			}
			return call.getMethod().invoke(this.executor, call.getArguments());
		});
		this.discovery.members(this.one, this.two);
		Visitor viewer = new Visitor(viewers(executor), Long.MAX_VALUE);
		starved.set(true);
		this.discovery.eject(this.two, "connection refused");
		starved.set(false);
		this.discovery.readmit(this.two);
		this.executor.pass(SOON);
		assertThat(viewer.names).containsExactly("state", "update");
	}

	@Test
	void disconnectsViewersWhenStoppedEvenWhereNoThreadCanBeHad() {
		this.discovery.members(this.one);
		Visitor viewer = new Visitor();
		this.executor.refuse(NO_THREAD);
		this.viewers.stop();
		this.executor.pass(Duration.ofSeconds(1));
		assertThat(viewer.cut).isTrue();
	}

	@Test
	void sendsToTheOtherViewersWhereOneThrows() {
		this.discovery.members(this.one, this.two);
		DashboardViewer broken = Objects.requireNonNull(this.viewers.join());
		AtomicBoolean cut = new AtomicBoolean();
		broken.disconnected().subscribe(null, null, () -> cut.set(true));
		broken.chunks().subscribe(new BrokenReader());
		Visitor other = new Visitor();
		this.discovery.eject(this.two, "connection refused");
		this.executor.pass(SOON);
		assertThat(other.last().at("/services/orders/routable").asInt()).isEqualTo(1);
		assertThat(cut).isTrue();
	}

	/** Reads the first message, and throws at the next. */
	private static final class BrokenReader implements CoreSubscriber<ByteBuffer> {

		private boolean read;

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(ByteBuffer chunk) {
			if (this.read) {
				throw new IllegalStateException("a connection that is broken");
			}
			this.read = true;
		}

		@Override
		public void onError(Throwable failure) {
		}

		@Override
		public void onComplete() {
		}

	}

	private final class Visitor implements Disposable {

		private final List<String> names = new ArrayList<>();

		private final List<JsonNode> data = new ArrayList<>();

		private final DashboardViewer viewer;

		private final BaseSubscriber<ByteBuffer> reader;

		private String unread = "";

		private boolean complete;

		private boolean cut;

		Visitor() {
			this(Long.MAX_VALUE);
		}

		Visitor(long demand) {
			this(ViewerBroadcasterTests.this.viewers, demand);
		}

		Visitor(ViewerBroadcaster viewers, long demand) {
			this.reader = new BaseSubscriber<>() {

				@Override
				protected void hookOnSubscribe(Subscription subscription) {
					if (demand > 0) {
						subscription.request(demand);
					}
				}

				@Override
				protected void hookOnNext(ByteBuffer chunk) {
					Visitor.this.viewer.chunkTaken();
					read(StandardCharsets.UTF_8.decode(chunk).toString());
				}

				@Override
				protected void hookOnComplete() {
					Visitor.this.complete = true;
				}

			};
			this.viewer = Objects.requireNonNull(viewers.join());
			this.viewer.disconnected().subscribe(null, null, () -> this.cut = true);
			this.viewer.chunks().subscribe(this.reader);
		}

		private void read(String text) {
			this.unread += text;
			if (this.unread.endsWith("\n\n")) {
				this.names.add(this.unread.substring("event:".length(), this.unread.indexOf('\n')));
				this.data.add(JsonMapper.shared()
					.readTree(this.unread.substring(this.unread.indexOf("\ndata:") + "\ndata:".length())));
				this.unread = "";
			}
		}

		JsonNode last() {
			return this.data.get(this.data.size() - 1);
		}

		void request(long demand) {
			this.reader.request(demand);
		}

		@Override
		public void dispose() {
			this.reader.cancel();
			ViewerBroadcasterTests.this.viewers.leave(this.viewer);
		}

	}

}
