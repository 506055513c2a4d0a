package io.github.azurediscovery.spring.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.spring.SimulatedAzureTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * {@code http://orders/} in every way that Spring knows, from discovery to the socket,
 * for services from a file and from the simulated Azure. Every test brings instances of
 * its own, so that none depends on what another, or an earlier run of it, left behind.
 */
@SimulatedAzureTest
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "azure.discovery.refresh.interval=100ms", "azure.discovery.refresh.status-interval=200ms",
				"azure.discovery.startup.timeout=60s", "spring.cloud.loadbalancer.retry.enabled=false",
				"azure.discovery.loadbalancer.outlier-detection.base-ejection-time=10m",
				"azure.discovery.loadbalancer.outlier-detection.max-ejection-time=10m" })
class LoadBalancedCallsTests {

	private static final List<String> SINGLE_TEST_SERVICES = List.of("counted", "guarded", "overloaded", "pooled");

	private static final Path FILES = folder();

	private final List<LoopbackInstance> instances = new ArrayList<>();

	@Autowired
	private ApplicationContext context;

	@Autowired
	private AzureDiscovery discovery;

	@Autowired
	private SimulatedAzure azure;

	/** Where the instances of a service are found. */
	private enum Kind {

		FILE, AZURE

	}

	private static Path folder() {
		try {
			Path folder = Files.createTempDirectory("instances");
			folder.toFile().deleteOnExit();
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Stream<Arguments> ways() {
		return Stream.of(ClientKind.values())
			.flatMap((way) -> Stream.of(Kind.values()).map((kind) -> Arguments.of(way, kind)));
	}

	@DynamicPropertySource
	static void services(DynamicPropertyRegistry registry) {
		Stream
			.concat(SINGLE_TEST_SERVICES.stream(), Stream.of(ClientKind.values()).map((way) -> service(way, Kind.FILE)))
			.forEach((service) -> {
				write(service, "");
				registry.add("azure.discovery.services." + service + ".file", () -> file(service).toString());
				registry.add("azure.discovery.services." + service + ".interval", () -> "100ms");
			});
	}

	private static Path file(String service) {
		return FILES.resolve(service);
	}

	private static void write(String service, String instances) {
		try {
			Files.writeString(file(service), instances);
			file(service).toFile().deleteOnExit();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String service(ClientKind way, Kind kind) {
		return way.service(kind.name().toLowerCase(Locale.ROOT));
	}

	@AfterEach
	void close() {
		this.instances.forEach(LoopbackInstance::kill);
	}

	@ParameterizedTest
	@MethodSource("ways")
	void aSingleCallerMeetsADeadInstanceOnce(ClientKind way, Kind kind) {
		String service = service(way, kind);
		fresh(service, kind);
		assertThat(call(way, service, 9)).isZero();
		assertThat(this.instances).allMatch((instance) -> instance.answered() == 3);

		this.instances.get(1).kill();
		assertThat(call(way, service, 30)).isOne();
		Waiting.until(() -> health(service, this.instances.get(1)).contains("ejected"));

		this.instances.get(0).kill();
		this.instances.get(2).kill();
		assertThat(call(way, service, 4)).isEqualTo(4);
		Waiting.until(() -> this.discovery.routes().route(service).panic());
		assertThat(this.discovery.routes().route(service).routable()).isNotEmpty();
		assertThatException().isThrownBy(() -> way.call(this.context, service)).withMessageNotContaining("instances");

		this.instances.forEach(LoopbackInstance::revive);
		assertThat(call(way, service, 30)).isZero();
	}

	@ParameterizedTest
	@EnumSource(ClientKind.class)
	void aJoinerGetsTrafficAndALeaverGetsNoneWithinARefresh(ClientKind way) {
		String service = service(way, Kind.AZURE);
		fresh(service, Kind.AZURE);
		LoopbackInstance joiner = new LoopbackInstance();
		this.instances.add(joiner);
		vm(service, joiner);
		awaitOffered(service, this.instances);
		call(way, service, 12);
		assertThat(joiner.answered()).isPositive();
		this.azure.vm(vmName(service, joiner)).deallocate();
		awaitOffered(service, this.instances.subList(0, 3));
		assertThat(call(way, service, 12)).isZero();
		assertThat(joiner.answered()).isZero();
	}

	@Test
	void anInstanceThatAnswers503IsLeftAfterFiveInARow() {
		fresh("overloaded", Kind.FILE);
		LoopbackInstance overloaded = this.instances.get(2);
		overloaded.answerWith(503);
		assertThat(call(ClientKind.REST_TEMPLATE, "overloaded", 60)).isEqualTo(5);
		assertThat(health("overloaded", overloaded)).contains("ejected");
	}

	@Test
	void aPooledConnectionThatBreaksIsSuspectUntilOneConnectDecides() {
		fresh("pooled", Kind.FILE);
		this.instances.forEach(LoopbackInstance::keepAlive);
		call(ClientKind.REST_CLIENT, "pooled", 3);
		this.instances.get(0).kill();
		assertThat(call(ClientKind.REST_CLIENT, "pooled", 3)).isOne();
		Waiting.until(() -> health("pooled", this.instances.get(0)).contains("ejected"));
		assertThat(call(ClientKind.REST_CLIENT, "pooled", 30)).isZero();
	}

	@Test
	void aTokenServerThatIsDownEjectsNoInstance() {
		fresh("guarded", Kind.FILE);
		LoopbackInstance tokens = new LoopbackInstance();
		tokens.kill();
		RestClient guarded = this.context.getBean(RestClient.Builder.class)
			.clone()
			.requestInterceptor((request, body, execution) -> {
				new Socket("127.0.0.1", tokens.port()).close();
				return execution.execute(request, body);
			})
			.build();
		int met = 0;
		for (int round = 0; round < 60; round++) {
			if (round == 30) {
				assertThat(this.instances).allMatch((instance) -> !health("guarded", instance).contains("ejected"));
				assertThat(met).as("failures of the other client while all instances live").isZero();
				this.instances.get(0).kill();
			}
			assertThatException().isThrownBy(() -> guarded.get().uri("http://guarded/").retrieve().toBodilessEntity());
			met += call(ClientKind.REST_TEMPLATE, "guarded", 3);
		}
		// The other client's unfounded word can have us find the dead instance first:
		// then none fails.
		assertThat(met).as("failures of the other client once one instance is dead").isLessThanOrEqualTo(3);
		assertThat(health("guarded", this.instances.get(0))).contains("ejected");
		assertThat(health("guarded", this.instances.get(1))).doesNotContain("ejected");
		assertThat(health("guarded", this.instances.get(2))).doesNotContain("ejected");
	}

	@Test
	void picksAreCounted() {
		fresh("counted", Kind.FILE);
		try (PickCounter.Watch watch = this.context.getBean(PickCounter.class).watch()) {
			call(ClientKind.WEB_CLIENT, "counted", 7);
			assertThat(watch.take().get("counted").values().stream().mapToLong(Long::longValue).sum()).isEqualTo(7);
		}
	}

	/** Let three new instances take the place of those that were there. */
	private void fresh(String service, Kind kind) {
		Stream.generate(LoopbackInstance::new).limit(3).forEach(this.instances::add);
		if (kind == Kind.FILE) {
			write(service, this.instances.stream().map(LoopbackInstance::address).collect(Collectors.joining("\n")));
		}
		else {
			List<String> before = members(service).stream().map(Instance::name).toList();
			this.instances.forEach((instance) -> vm(service, instance));
			before.forEach((name) -> this.azure.vm(name).delete());
		}
		awaitOffered(service, this.instances);
	}

	/** The catalog is readable a moment before calls follow it, so calls are watched. */
	private void awaitOffered(String service, List<LoopbackInstance> wanted) {
		Set<Integer> ports = wanted.stream().map(LoopbackInstance::port).collect(Collectors.toSet());
		ServiceInstanceListSupplier supplier = this.context.getBean(LoadBalancerClientFactory.class)
			.getInstance(service, ServiceInstanceListSupplier.class);
		Waiting.until(() -> supplier.get()
			.blockFirst()
			.stream()
			.map(ServiceInstance::getPort)
			.collect(Collectors.toSet())
			.equals(ports));
	}

	private void vm(String service, LoopbackInstance instance) {
		this.azure.vm(vmName(service, instance))
			.tag("Discovery:Service:Name", service)
			.tag("Discovery:Instance:Port", String.valueOf(instance.port()))
			.address("127.0.0.1");
	}

	private static String vmName(String service, LoopbackInstance instance) {
		return service + "-" + instance.port();
	}

	private List<Instance> members(String service) {
		return this.discovery.catalog().current().instances(service);
	}

	private String health(String service, LoopbackInstance killed) {
		return members(service).stream()
			.filter((instance) -> instance.port() == killed.port())
			.map((instance) -> String.valueOf(this.discovery.health().of(instance).outlier()))
			.findFirst()
			.orElseThrow();
	}

	/** Call, and return how many calls failed. */
	private int call(ClientKind way, String service, int times) {
		int failures = 0;
		List<Exception> errors = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			try {
				way.call(this.context, service);
			}
			catch (RuntimeException ex) {
				failures++;
				errors.add(ex);
			}
		}
		assertThat(errors).allMatch((ex) -> !String.valueOf(ex.getMessage()).contains("No instances"));
		return failures;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "file-http-interface", types = ClientKind.Shop.class)
	@ImportHttpServices(group = "azure-http-interface", types = ClientKind.Shop.class)
	@Import(BalancedClients.class)
	static class Application {

	}

}
