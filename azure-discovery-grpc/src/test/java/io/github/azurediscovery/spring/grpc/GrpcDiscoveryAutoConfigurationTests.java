package io.github.azurediscovery.spring.grpc;

import java.util.Set;
import java.util.TreeSet;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.grpc.GrpcDiscovery;
import io.github.azurediscovery.grpc.OrdersMethod;
import io.github.azurediscovery.grpc.OrdersServer;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.client.GrpcChannelFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Channels of Spring Boot to real servers. */
class GrpcDiscoveryAutoConfigurationTests {

	private OrdersServer one;

	private OrdersServer other;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, AzureDiscoveryAutoConfiguration.class,
				GrpcDiscoveryAutoConfiguration.class, GrpcDiscoveryChannelAutoConfiguration.class,
				GrpcClientAutoConfiguration.class))
		.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.tags.enabled=false",
				"spring.grpc.client.channel.orders.target=azure-discovery:///orders");

	@BeforeEach
	void start() {
		this.one = OrdersServer.start("orders-1");
		this.other = OrdersServer.start("orders-2");
	}

	@AfterEach
	void close() {
		this.one.close();
		this.other.close();
	}

	private ApplicationContextRunner with(OrdersServer... servers) {
		String[] addresses = new String[servers.length];
		for (int i = 0; i < servers.length; i++) {
			addresses[i] = "azure.discovery.services.orders.static[" + i + "]=" + servers[i].address();
		}
		return this.runner.withPropertyValues(addresses);
	}

	private static ManagedChannel channel(ApplicationContext context, String name) {
		return context.getBean(GrpcChannelFactory.class).createChannel(name);
	}

	private static Set<String> answering(ManagedChannel channel) {
		Set<String> names = new TreeSet<>();
		for (int i = 0; i < 20; i++) {
			names.add(OrdersMethod.call(channel));
		}
		return names;
	}

	@Test
	void theTargetOfAChannelSuffices() {
		with(this.one, this.other).run((context) -> {
			ManagedChannel channel = channel(context, "orders");
			await().untilAsserted(() -> assertThat(answering(channel)).containsExactly("orders-1", "orders-2"));
		});
	}

	@Test
	void aChannelThatIsNotConfiguredIsItsOwnTarget() {
		with(this.one).run((context) -> {
			assertThat(OrdersMethod.call(channel(context, "azure-discovery:///orders"))).isEqualTo("orders-1");
			assertThat(OrdersMethod.call(channel(context, "discovery:///orders"))).isEqualTo("orders-1");
		});
	}

	@Test
	void placeholdersOfATargetAreResolved() {
		with(this.one)
			.withPropertyValues("where=azure-discovery:///orders", "spring.grpc.client.channel.placed.target=${where}")
			.run((context) -> assertThat(OrdersMethod.call(channel(context, "placed"))).isEqualTo("orders-1"));
	}

	@Test
	void theConfiguredRetriesStay() {
		this.one.kill();
		with(this.one, this.other).withPropertyValues(
				"spring.grpc.client.channel.orders.service-config.method[0].name[0].service=Orders",
				"spring.grpc.client.channel.orders.service-config.method[0].retry-policy.max-attempts=3",
				"spring.grpc.client.channel.orders.service-config.method[0].retry-policy.initial-backoff=10ms",
				"spring.grpc.client.channel.orders.service-config.method[0].retry-policy.max-backoff=10ms",
				"spring.grpc.client.channel.orders.service-config.method[0].retry-policy.backoff-multiplier=1",
				"spring.grpc.client.channel.orders.service-config.method[0].retry-policy.retryable-status-codes=UNAVAILABLE")
			.run((context) -> assertThat(answering(channel(context, "orders"))).containsExactly("orders-2"));
	}

	@Test
	void theConfiguredPolicyIsUsed() {
		with(this.one, this.other)
			.withPropertyValues("spring.grpc.client.channel.orders.default.load-balancing-policy=pick_first")
			.run((context) -> assertThat(answering(channel(context, "orders"))).hasSize(1));
	}

	@Test
	void everyContextHasTheDiscoveryOfItsOwn() {
		with(this.one).run((first) -> with(this.other).run((second) -> {
			assertThat(answering(channel(second, "orders"))).containsExactly("orders-2");
			assertThat(answering(channel(first, "orders"))).containsExactly("orders-1");
		}));
	}

	@Test
	void aChannelBuiltByHandIsServedUntilTheContextCloses() {
		with(this.one).run((context) -> {
			ManagedChannel channel = byHand();
			assertThat(OrdersMethod.call(channel)).isEqualTo("orders-1");
			channel.shutdownNow();
		});
		ManagedChannel late = byHand();
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> OrdersMethod.call(late))
			.withMessageContaining("this channel has no discovery");
		late.shutdownNow();
	}

	private static ManagedChannel byHand() {
		return Grpc.newChannelBuilder("azure-discovery:///orders", InsecureChannelCredentials.create()).build();
	}

	@Test
	void channelsToOtherTargetsAreLeftAlone() {
		with(this.one).withPropertyValues("spring.grpc.client.channel.fixed.target=static://" + this.other.address())
			.run((context) -> {
				DiscoveryChannelTargets targets = context.getBean(DiscoveryChannelTargets.class);
				assertThat(targets.usesDiscovery("fixed")).isFalse();
				assertThat(targets.usesDiscovery("default")).isFalse();
				assertThat(OrdersMethod.call(channel(context, "fixed"))).isEqualTo("orders-2");
			});
	}

	@Test
	void aMalformedTargetIsRefusedWithWords() {
		with(this.one).withPropertyValues("spring.grpc.client.channel.bad.target=azure-discovery://host/orders")
			.run((context) -> assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> channel(context, "bad"))
				.withMessageContaining("write azure-discovery:///orders"));
	}

	@Test
	void withoutDiscoveryNothingIsConfigured() {
		with(this.one).withPropertyValues("azure.discovery.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AzureDiscovery.class)
				.doesNotHaveBean(GrpcDiscovery.class));
	}

	@Test
	void withoutBootsClientTheSchemeIsRegisteredAllTheSame() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
					GrpcDiscoveryAutoConfiguration.class, GrpcDiscoveryChannelAutoConfiguration.class))
			.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.tags.enabled=false")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.grpc", "org.springframework.grpc"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(GrpcDiscovery.Registration.class)
				.doesNotHaveBean(DiscoveryChannelTargets.class));
	}

	@Test
	void withoutTheStarterNothingIsConfigured() {
		with(this.one).withClassLoader(new FilteredClassLoader(PickCounter.class))
			.run((context) -> assertThat(context).doesNotHaveBean(GrpcDiscovery.class));
	}

}
