package io.github.azurediscovery.grpc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.OutlierSettings;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Channels to real servers over real sockets. */
class GrpcDiscoveryTests {

	private static final Map<String, ?> RETRIES = Map.of("methodConfig",
			List.of(Map.of("name", List.of(Map.of()), "retryPolicy",
					Map.of("maxAttempts", 4.0, "initialBackoff", "0.01s", "maxBackoff", "0.1s", "backoffMultiplier",
							2.0, "retryableStatusCodes", List.of("UNAVAILABLE")))));

	private DiscoveredOrders orders = DiscoveredOrders.with(3);

	@AfterEach
	void close() throws Exception {
		this.orders.close();
	}

	private void use(DiscoveredOrders others) throws Exception {
		this.orders.close();
		this.orders = others;
	}

	private ManagedChannel settledChannel() {
		ManagedChannel channel = this.orders.channel();
		settle(channel);
		return channel;
	}

	/** Wait until there is a connection to every instance. */
	private void settle(ManagedChannel channel) {
		await().untilAsserted(() -> assertThat(this.orders.answering(channel)).hasSize(this.orders.size()));
	}

	private static StatusRuntimeException failure(ManagedChannel channel) {
		return catchThrowableOfType(StatusRuntimeException.class, () -> OrdersMethod.call(channel));
	}

	@Test
	void callsGoToEveryInstance() {
		ManagedChannel channel = settledChannel();
		assertThat(this.orders.answering(channel)).containsExactly("orders-1", "orders-2", "orders-3");
		assertThat(channel.authority()).isEqualTo("orders");
	}

	@Test
	void anInstanceThatJoinsIsCalledAtOnce() {
		ManagedChannel channel = settledChannel();
		this.orders.serve("orders-4");
		this.orders.push();
		await().untilAsserted(() -> assertThat(this.orders.answering(channel)).contains("orders-4"));
	}

	@Test
	void anInstanceThatLeavesLosesItsConnection() {
		ManagedChannel channel = settledChannel();
		this.orders.push(this.orders.server(1), this.orders.server(2));
		await().untilAsserted(() -> assertThat(this.orders.server(3).connections()).isZero());
		assertThat(this.orders.answering(channel)).containsExactly("orders-1", "orders-2");
	}

	@Test
	void whenTheLastInstanceLeavesNoneIsCalledAnyMore() {
		ManagedChannel channel = settledChannel();
		this.orders.push(new OrdersServer[0]);
		await().untilAsserted(
				() -> assertThat(failure(channel)).hasMessageContaining("Discovery knows no instance of 'orders'"));
	}

	@Test
	void anUnknownServiceFailsWithWordsAndRecoversByItself() throws Exception {
		use(DiscoveredOrders.empty());
		this.orders.push(new OrdersServer[0]);
		ManagedChannel channel = this.orders.channel();
		assertThat(failure(channel))
			.hasMessage("UNAVAILABLE: Discovery knows no instance of 'orders'; known services: none");
		this.orders.serve("orders-1");
		this.orders.push();
		await().untilAsserted(() -> assertThat(OrdersMethod.call(channel)).isEqualTo("orders-1"));
	}

	@Test
	void callsWaitForTheFirstAnswerOfDiscovery() throws Exception {
		use(DiscoveredOrders.unstarted((builder) -> builder));
		ManagedChannel channel = this.orders.channel();
		CompletableFuture<String> early = CompletableFuture.supplyAsync(() -> OrdersMethod.call(channel, 10_000));
		this.orders.serve("orders-1");
		this.orders.discovery.start();
		this.orders.push();
		assertThat(early).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("orders-1");
	}

	/**
	 * A call that waited for a connection begins on the thread that manages the channel.
	 */
	@Test
	void aPickListenerThatThrowsEndsNoCall() {
		AtomicInteger picks = new AtomicInteger();
		ManagedChannel channel = this.orders.channel(GrpcDiscovery.of(this.orders.discovery).onPick((instance) -> {
			picks.incrementAndGet();
			throw new AssertionError("a listener that is broken");
		}).configure(DiscoveredOrders.builder("azure-discovery:///orders")));
		settle(channel);
		assertThat(picks).hasPositiveValue();
	}

	@Test
	void aZonePreferenceThatThrowsIsNone() {
		AtomicInteger asked = new AtomicInteger();
		ManagedChannel channel = this.orders
			.channel(GrpcDiscovery.of(this.orders.discovery).preferringZone((service) -> {
				if (asked.incrementAndGet() > 1) {
					throw new AssertionError("a predicate that is broken");
				}
				return false;
			}).configure(DiscoveredOrders.builder("azure-discovery:///orders")));
		settle(channel);
		channel.enterIdle();
		settle(channel);
		assertThat(asked).hasValueGreaterThan(1);
	}

	@Test
	void anInstanceThatAnswersUnavailableIsEjected() {
		ManagedChannel channel = settledChannel();
		this.orders.server(2).answer(Status.UNAVAILABLE);
		int failures = failuresOf(channel, 60);
		assertThat(failures).isEqualTo(5);
		assertThat(reasonAgainst(2)).contains("status UNAVAILABLE");
	}

	@Test
	void statusesThatSpeakOfTheCallAreNoFailures() {
		ManagedChannel channel = settledChannel();
		for (Code code : List.of(Code.UNAUTHENTICATED, Code.PERMISSION_DENIED, Code.INVALID_ARGUMENT, Code.NOT_FOUND,
				Code.INTERNAL, Code.UNIMPLEMENTED)) {
			this.orders.server(2).answer(code.toStatus());
			assertThat(failuresOf(channel, 30)).isEqualTo(10);
		}
		assertThat(reasonAgainst(2)).isEmpty();
	}

	@Test
	void anInstanceThatHangsIsEjectedByDeadlines() {
		ManagedChannel channel = settledChannel();
		this.orders.server(2).hang();
		for (int i = 0; i < 30; i++) {
			try {
				OrdersMethod.call(channel, 200);
			}
			catch (StatusRuntimeException ex) {
				assertThat(ex.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
			}
		}
		assertThat(reasonAgainst(2)).contains("no answer before the deadline");
		assertThat(failuresOf(channel, 30)).isZero();
	}

	@Test
	void aCallerThatCancelsSaysNothing() {
		ManagedChannel channel = settledChannel();
		this.orders.server(2).hang();
		for (int i = 0; i < 30; i++) {
			int calls = this.orders.calls();
			var call = ClientCalls.futureUnaryCall(channel.newCall(OrdersMethod.ONE, CallOptions.DEFAULT), "an order");
			await().until(() -> call.isDone() || this.orders.calls() > calls);
			call.cancel(true);
		}
		assertThat(reasonAgainst(2)).isEmpty();
	}

	@Test
	void aCallerThatDoesNotFinishItsRequestSaysNothing() {
		ManagedChannel channel = settledChannel();
		for (int i = 0; i < 30; i++) {
			CompletableFuture<Throwable> end = new CompletableFuture<>();
			ClientCalls.asyncBidiStreamingCall(
					channel.newCall(OrdersMethod.MANY,
							CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.MILLISECONDS)),
					new StreamObserver<String>() {
						@Override
						public void onNext(String value) {
						}

						@Override
						public void onError(Throwable error) {
							end.complete(error);
						}

						@Override
						public void onCompleted() {
						}
					});
			assertThat(end).succeedsWithin(Duration.ofSeconds(5));
		}
		assertThat(reasonAgainst(1) + reasonAgainst(2) + reasonAgainst(3)).isEmpty();
	}

	@Test
	void anInstanceThatIsKilledIsEjectedWithoutFurtherFailures() {
		ManagedChannel channel = settledChannel();
		this.orders.server(2).kill();
		await().untilAsserted(() -> {
			failuresOf(channel, 1);
			assertThat(reasonAgainst(2)).contains("connection refused");
		});
		assertThat(failuresOf(channel, 30)).isZero();
	}

	@Test
	void anInstanceThatIsBackIsCalledAgain() throws Exception {
		use(DiscoveredOrders.unstarted((builder) -> builder.health(HealthSettings.builder()
			.outlier(OutlierSettings.builder().baseEjectionTime(Duration.ofMillis(200)).build())
			.build())));
		this.orders.discovery.start();
		this.orders.serve("orders-1");
		this.orders.serve("orders-2");
		this.orders.push();
		ManagedChannel channel = settledChannel();
		this.orders.server(2).kill();
		await().untilAsserted(() -> {
			failuresOf(channel, 1);
			assertThat(reasonAgainst(2)).contains("connection refused");
		});
		this.orders.server(2).restart();
		await().untilAsserted(() -> assertThat(this.orders.answering(channel)).hasSize(2));
	}

	@Test
	void retriesOfTheChannelStayAndGoElsewhere() {
		ManagedChannel channel = this.orders.channel(GrpcDiscovery.of(this.orders.discovery)
			.configure(DiscoveredOrders.builder("azure-discovery:///orders"), RETRIES));
		settle(channel);
		this.orders.server(2).answer(Status.UNAVAILABLE);
		assertThat(failuresOf(channel, 60)).isZero();
		assertThat(reasonAgainst(2)).contains("status UNAVAILABLE");
	}

	@Test
	void theChildPolicyIsTheUsers() {
		ManagedChannel channel = this.orders.channel(GrpcDiscovery.of(this.orders.discovery)
			.configure(DiscoveredOrders.builder("azure-discovery:///orders"),
					Map.of("loadBalancingConfig", List.of(Map.of("pick_first", Map.of())))));
		String first = OrdersMethod.call(channel);
		assertThat(this.orders.answering(channel)).containsExactly(first);
		OrdersServer server = this.orders.server(Integer.parseInt(first.substring(first.length() - 1)));
		server.answer(Status.UNAVAILABLE);
		assertThat(failuresOf(channel, 5)).isEqualTo(5);
		await().untilAsserted(() -> assertThat(OrdersMethod.call(channel)).isNotEqualTo(first));
	}

	@Test
	void thePortIsThatOfTheMetadata() throws Exception {
		use(DiscoveredOrders.empty());
		OrdersServer server = this.orders.serve("orders-1");
		Instance http = Instance.of("vm-1", "orders", "127.0.0.1", 9)
			.metadata(Map.of("grpc_Port", String.valueOf(server.port())))
			.build();
		this.orders.push(http);
		assertThat(OrdersMethod.call(this.orders.channel())).isEqualTo("orders-1");
	}

	@Test
	void aPortThatIsNoneLeavesOthersAlone() {
		this.orders.push(DiscoveredOrders.instance(this.orders.server(1)),
				DiscoveredOrders.instance(this.orders.server(2), Map.of("gRPC_port", "no port")));
		assertThat(this.orders.answering(this.orders.channel())).containsExactly("orders-1");
	}

	@Test
	void whereNoInstanceHasAPortTheStatusTellsWhy() {
		this.orders.push(DiscoveredOrders.instance(this.orders.server(2), Map.of("gRPC_port", "70000")));
		assertThat(failure(this.orders.channel()))
			.hasMessageContaining("UNAVAILABLE: No instance of 'orders' has an address for gRPC")
			.hasMessageContaining("its metadata gRPC_port is '70000', which is not a port from 1 to 65535");
	}

	@Test
	void onlyInstancesOfThisZoneAreConnectedTo() throws Exception {
		use(DiscoveredOrders.unstarted((builder) -> builder.zone(new Zone("1", null))
			.balance(BalanceSettings.builder().zonePreference(true).build())));
		this.orders.discovery.start();
		OrdersServer near = this.orders.serve("near");
		OrdersServer far = this.orders.serve("far");
		this.orders.push(inZone(near, "1"), inZone(far, "2"));
		ManagedChannel channel = this.orders.channel(GrpcDiscovery.of(this.orders.discovery)
			.preferringZone((service) -> service.equals("orders"))
			.configure(DiscoveredOrders.builder("azure-discovery:///orders")));
		await().untilAsserted(() -> assertThat(this.orders.answering(channel)).containsExactly("near"));
		await().untilAsserted(() -> assertThat(far.connections()).isZero());
	}

	private static Instance inZone(OrdersServer server, String zone) {
		return DiscoveredOrders.instance(server).toBuilder().zone(zone).build();
	}

	@Test
	void aRegistrationServesEveryChannelOfTheProcess() {
		ManagedChannel early = this.orders.channel(DiscoveredOrders.builder("azure-discovery:///orders"));
		assertThat(failure(early)).hasMessageContaining("this channel has no discovery");
		GrpcDiscovery.Registration registration = GrpcDiscovery.of(this.orders.discovery).register();
		ManagedChannel own = this.orders.channel(DiscoveredOrders.builder("azure-discovery:///orders"));
		ManagedChannel migrated = this.orders.channel(DiscoveredOrders.builder("discovery:///orders"));
		assertThat(OrdersMethod.call(own)).startsWith("orders-");
		assertThat(OrdersMethod.call(migrated)).startsWith("orders-");
		registration.close();
		assertThat(failure(this.orders.channel(DiscoveredOrders.builder("azure-discovery:///orders"))))
			.hasMessageContaining("this channel has no discovery");
		assertThat(OrdersMethod.call(own)).startsWith("orders-");
	}

	@Test
	void aMalformedTargetIsRefusedWhenTheChannelIsBuilt() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> DiscoveredOrders.builder("azure-discovery://host/orders").build())
			.withMessageContaining("write azure-discovery:///orders");
	}

	@Test
	void aChannelThatEndsLeavesNothingBehind() throws Exception {
		CountedSubscriptions counted = new CountedSubscriptions(this.orders.discovery);
		ManagedChannel one = this.orders.channel(
				GrpcDiscovery.of(counted.discovery()).configure(DiscoveredOrders.builder("azure-discovery:///orders")));
		ManagedChannel other = this.orders.channel(
				GrpcDiscovery.of(counted.discovery()).configure(DiscoveredOrders.builder("azure-discovery:///orders")));
		OrdersMethod.call(one);
		OrdersMethod.call(other);
		assertThat(counted.open()).isEqualTo(6);
		one.shutdown();
		await().untilAsserted(() -> assertThat(counted.open()).isEqualTo(3));
		assertThat(OrdersMethod.call(other)).startsWith("orders-");
		other.shutdownNow();
		await().untilAsserted(() -> assertThat(counted.open()).isZero());
		assertThat(one.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void anIdleChannelListensToNothing() {
		CountedSubscriptions counted = new CountedSubscriptions(this.orders.discovery);
		ManagedChannel channel = this.orders.channel(
				GrpcDiscovery.of(counted.discovery()).configure(DiscoveredOrders.builder("azure-discovery:///orders")));
		OrdersMethod.call(channel);
		channel.enterIdle();
		await().untilAsserted(() -> assertThat(counted.open()).isZero());
		assertThat(channel.getState(false)).isEqualTo(ConnectivityState.IDLE);
		assertThat(OrdersMethod.call(channel)).startsWith("orders-");
	}

	/** Call a number of times, and return how many calls failed. */
	private static int failuresOf(ManagedChannel channel, int calls) {
		int failures = 0;
		for (int i = 0; i < calls; i++) {
			try {
				OrdersMethod.call(channel);
			}
			catch (StatusRuntimeException ex) {
				failures++;
			}
		}
		return failures;
	}

	private String reasonAgainst(int number) {
		return this.orders.discovery.health().of(DiscoveredOrders.instance(this.orders.server(number))).reasons();
	}

}
