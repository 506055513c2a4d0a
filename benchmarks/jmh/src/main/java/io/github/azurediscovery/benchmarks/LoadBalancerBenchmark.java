package io.github.azurediscovery.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.blocking.client.BlockingLoadBalancerClient;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One choice through Spring Cloud LoadBalancer, by the paths that its clients take, over
 * our supplier and over Spring's own, each in an application of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LoadBalancerBenchmark {

	static final String SERVICE = "orders";

	private static final Request<?> REQUEST = new DefaultRequest<>();

	@Param({ "10", "1000", "10000" })
	int size;

	@Param
	BenchmarkedSupplier chain;

	private AcceptingListener listener;

	private ConfigurableApplicationContext application;

	private ReactorServiceInstanceLoadBalancer loadBalancer;

	private BlockingLoadBalancerClient client;

	@Setup(Level.Trial)
	public void setUp() throws InterruptedException {
		this.listener = new AcceptingListener();
		List<Instance> instances = InstanceFleets.of(SERVICE, this.size)
			.stream()
			.map((instance) -> instance.toBuilder().host("127.0.0.1").port(this.listener.port()).build())
			.toList();
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.cloud.loadbalancer.cache.enabled=false", "spring.cloud.loadbalancer.zone=1",
					"loadbalancer.client.name=" + SERVICE,
					"azure.discovery.enabled=" + (this.chain == BenchmarkedSupplier.OURS),
					"azure.discovery.tags.enabled=false", "azure.discovery.imds.enabled=false",
					"azure.discovery.loadbalancer.zone-preference.enabled=true",
					"azure.discovery.loadbalancer.health-check.enabled=true",
					"azure.discovery.loadbalancer.health-check.type=tcp",
					"azure.discovery.loadbalancer.health-check.interval=10m")
			.initializers((context) -> prepare((GenericApplicationContext) context, instances))
			.run();
		LoadBalancerClientFactory clients = this.application.getBean(LoadBalancerClientFactory.class);
		this.loadBalancer = clients.getInstance(SERVICE, ReactorServiceInstanceLoadBalancer.class);
		this.client = this.application.getBean(BlockingLoadBalancerClient.class);
		waitForInstances();
		promote();
	}

	/**
	 * Instances live long. While they are young, each collection copies ten thousand of
	 * them, which the first seconds of calls would pay for.
	 */
	private static void promote() {
		System.gc();
	}

	private void prepare(GenericApplicationContext context, List<Instance> instances) {
		if (this.chain == BenchmarkedSupplier.OURS) {
			context.registerBean(InstanceSource.class, () -> new Fixed(instances));
		}
		else {
			context.registerBean(ServiceInstanceListSupplier.class,
					() -> this.chain.supplier(new BenchmarkedSupplier.Parts(new InMemoryDiscoveryClient(instances),
							context.getEnvironment(), context.getBean(LoadBalancerClientFactory.class))));
		}
		if (this.chain == BenchmarkedSupplier.SNAPSHOT_CALLED_BACK) {
			context.registerBean(NoOpLoadBalancerLifecycle.class, NoOpLoadBalancerLifecycle::new);
		}
	}

	/** Health checks come one after the other, with a caller's calls in between. */
	private void waitForInstances() throws InterruptedException {
		for (int i = 0; i < 20; i++) {
			if (block() == null && i == 19) {
				throw new IllegalStateException("Nothing to choose from");
			}
			Thread.sleep(100);
		}
		if (this.chain == BenchmarkedSupplier.OURS) {
			waitForProbes(this.application.getBean(AzureDiscovery.class));
		}
	}

	/** All newcomers are probed at once, which is not what a choice costs. */
	private void waitForProbes(AzureDiscovery discovery) throws InterruptedException {
		for (Instance instance : discovery.catalog().current().instances(SERVICE)) {
			for (int i = 0; discovery.health().of(instance).probe() == null; i++) {
				if (i == 1_000) {
					throw new IllegalStateException(instance.name() + " is not probed");
				}
				Thread.sleep(20);
			}
		}
	}

	@TearDown(Level.Trial)
	public void tearDown() {
		this.application.close();
		this.listener.close();
	}

	/** As a reactive client does. */
	@Benchmark
	public void subscriber(Blackhole blackhole) {
		this.loadBalancer.choose(REQUEST).subscribe(blackhole::consume);
	}

	/** As a blocking client does. */
	@Benchmark
	public @Nullable ServiceInstance block() {
		Response<ServiceInstance> response = this.loadBalancer.choose(REQUEST).block();
		return (response != null) ? response.getServer() : null;
	}

	/** As RestClient and RestTemplate do, callbacks included. */
	@Benchmark
	public @Nullable String execute() throws IOException {
		return this.client.execute(SERVICE, ServiceInstance::getHost);
	}

	/** The application that chooses. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	private record Fixed(List<Instance> instances) implements InstanceSource {

		@Override
		public String name() {
			return "fixed";
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) {
			return SourceAnswer.of(this.instances, List.of());
		}

	}

}
