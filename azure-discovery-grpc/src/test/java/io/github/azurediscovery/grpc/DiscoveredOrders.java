package io.github.azurediscovery.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import org.awaitility.Awaitility;

/** Instances of {@code orders}, discovery that knows them, and channels to them. */
final class DiscoveredOrders implements AutoCloseable {

	private final PushSource source = new PushSource();

	private final List<Runnable> open = new ArrayList<>();

	private final List<OrdersServer> servers = new ArrayList<>();

	final AzureDiscovery discovery;

	private DiscoveredOrders(UnaryOperator<AzureDiscoveryBuilder> settings) {
		this.discovery = settings
			.apply(AzureDiscovery.builder()
				.source(this.source)
				.withoutImds()
				.refresh(RefreshSettings.builder().maxLoss(1).confirmations(0).build()))
			.build();
	}

	/** Discovery that is started and knows nothing. */
	static DiscoveredOrders empty() {
		DiscoveredOrders orders = unstarted((builder) -> builder);
		orders.discovery.start();
		return orders;
	}

	static DiscoveredOrders unstarted(UnaryOperator<AzureDiscoveryBuilder> settings) {
		return new DiscoveredOrders(settings);
	}

	/** Discovery that knows a number of instances. */
	static DiscoveredOrders with(int number) {
		DiscoveredOrders orders = empty();
		IntStream.rangeClosed(1, number).forEach((i) -> orders.serve("orders-" + i));
		orders.push();
		return orders;
	}

	/** Start a server that discovery does not know yet. */
	OrdersServer serve(String name) {
		return add(OrdersServer.start(name));
	}

	/** Start a server with TLS that discovery does not know yet. */
	OrdersServer serve(String name, LoopbackCertificate certificate) {
		return add(OrdersServer.start(name, certificate));
	}

	private OrdersServer add(OrdersServer server) {
		this.servers.add(server);
		this.open.add(server::close);
		return server;
	}

	OrdersServer server(int number) {
		return this.servers.get(number - 1);
	}

	/** Tell discovery of all servers. */
	void push() {
		push(this.servers.toArray(OrdersServer[]::new));
	}

	int size() {
		return this.servers.size();
	}

	/** Return how many calls have come to all servers. */
	int calls() {
		return this.servers.stream().mapToInt(OrdersServer::calls).sum();
	}

	void push(OrdersServer... servers) {
		push(Arrays.stream(servers).map(DiscoveredOrders::instance).toArray(Instance[]::new));
	}

	void push(Instance... instances) {
		this.source.replace("orders", List.of(instances));
		await();
	}

	private void await() {
		this.discovery.awaitFirstRefresh(Duration.ofSeconds(5));
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.until(() -> addresses(this.discovery.catalog().current().instances("orders"))
				.equals(addresses(this.source.pushed().getOrDefault("orders", List.of()))));
	}

	private static Set<String> addresses(List<Instance> instances) {
		Set<String> addresses = new TreeSet<>();
		instances.forEach((instance) -> addresses
			.add(instance.id() + instance.host() + instance.port() + instance.metadata() + instance.zone()));
		return addresses;
	}

	static Instance instance(OrdersServer server) {
		return instance(server, Map.of());
	}

	static Instance instance(OrdersServer server, Map<String, String> metadata) {
		return Instance.of("vm-" + server.port(), "orders", "127.0.0.1", server.port()).metadata(metadata).build();
	}

	/** Build a channel to {@code orders}. */
	ManagedChannel channel() {
		return channel(InsecureChannelCredentials.create());
	}

	ManagedChannel channel(ChannelCredentials credentials) {
		return channel(GrpcDiscovery.of(this.discovery)
			.configure(Grpc.newChannelBuilder("azure-discovery:///orders", credentials)));
	}

	ManagedChannel channel(ManagedChannelBuilder<?> builder) {
		ManagedChannel channel = builder.build();
		this.open.add(channel::shutdownNow);
		return channel;
	}

	static ManagedChannelBuilder<?> builder(String target) {
		return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create());
	}

	/** Call ten times for each server, and return who answered. */
	Set<String> answering(ManagedChannel channel) {
		Set<String> names = new TreeSet<>();
		for (int i = 0; i < 10 * this.servers.size(); i++) {
			names.add(OrdersMethod.call(channel));
		}
		return names;
	}

	@Override
	public void close() {
		for (int i = this.open.size(); i-- > 0;) {
			this.open.get(i).run();
		}
		this.discovery.close();
	}

}
