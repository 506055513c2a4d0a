package io.github.azurediscovery.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.InstanceSource;
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
import org.springframework.boot.web.context.reactive.GenericReactiveWebApplicationContext;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.blocking.client.BlockingLoadBalancerClient;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One choice in an application with the dashboard, without viewers, and in one without
 * the dashboard. Neither has a web server.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DashboardBenchmark {

	private static final String SERVICE = "orders";

	private static final String DASHBOARD = "azureDiscoveryDashboardController";

	private static final Request<?> REQUEST = new DefaultRequest<>();

	@Param("1000")
	int size;

	@Param({ "false", "true" })
	boolean dashboard;

	private ConfigurableApplicationContext application;

	private ReactorServiceInstanceLoadBalancer loadBalancer;

	private BlockingLoadBalancerClient client;

	@Setup(Level.Trial)
	public void setUp() {
		List<Instance> instances = InstanceFleets.of(SERVICE, this.size);
		this.application = new SpringApplicationBuilder().web(WebApplicationType.REACTIVE)
			.contextFactory((type) -> new GenericReactiveWebApplicationContext())
			.sources(Application.class)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.cloud.loadbalancer.cache.enabled=false", "azure.discovery.tags.enabled=false",
					"azure.discovery.imds.enabled=false", "azure.discovery.dashboard.enabled=" + this.dashboard)
			.initializers((context) -> prepare((GenericApplicationContext) context, instances))
			.run();
		if (this.application.containsBean(DASHBOARD) != this.dashboard) {
			throw new IllegalStateException("The dashboard must be " + (this.dashboard ? "on" : "off"));
		}
		this.loadBalancer = this.application.getBean(LoadBalancerClientFactory.class)
			.getInstance(SERVICE, ReactorServiceInstanceLoadBalancer.class);
		this.client = this.application.getBean(BlockingLoadBalancerClient.class);
		if (this.client.choose(SERVICE) == null) {
			throw new IllegalStateException("Nothing to choose from");
		}
	}

	private static void prepare(GenericApplicationContext context, List<Instance> instances) {
		new AnnotatedBeanDefinitionReader(context);
		context.registerBean(InstanceSource.class, () -> new InMemorySource("fixed", () -> instances));
	}

	@TearDown(Level.Trial)
	public void tearDown() {
		this.application.close();
	}

	/** As a reactive client does. */
	@Benchmark
	public void subscriber(Blackhole blackhole) {
		this.loadBalancer.choose(REQUEST).subscribe(blackhole::consume);
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

}
