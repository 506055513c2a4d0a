package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkListener;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.spring.client.AzureDiscoveryClient;
import io.github.azurediscovery.spring.client.AzureReactiveDiscoveryClient;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ReactiveCommonsClientAutoConfiguration;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.reactive.SimpleReactiveDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class AzureDiscoveryAutoConfigurationTests {

	private static final Class<?>[] OURS = StreamSupport
		.stream(ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
		.filter((name) -> name.startsWith("io.github.azurediscovery."))
		.map(AzureDiscoveryAutoConfigurationTests::load)
		.toArray(Class<?>[]::new);

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OURS))
		.withConfiguration(AutoConfigurations.of(CommonsClientAutoConfiguration.class,
				ReactiveCommonsClientAutoConfiguration.class, CompositeDiscoveryClientAutoConfiguration.class,
				ReactiveCompositeDiscoveryClientAutoConfiguration.class, SimpleDiscoveryClientAutoConfiguration.class,
				SimpleReactiveDiscoveryClientAutoConfiguration.class, UtilAutoConfiguration.class))
		.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.tags.enabled=false",
				"azure.discovery.startup.timeout=60s",
				"azure.discovery.services.orders.static=127.0.0.1:8080,127.0.0.1:8081");

	@Test
	void answersThroughBothClientsAndTheCompositeOnes() {
		this.contexts.run((context) -> {
			AzureDiscoveryClient client = context.getBean(AzureDiscoveryClient.class);
			assertThat(client.getInstances("Orders")).extracting(ServiceInstance::getPort).containsExactly(8080, 8081);
			assertThat(context.getBean(AzureReactiveDiscoveryClient.class).getInstances("orders").collectList().block())
				.isEqualTo(client.getInstances("orders"));
			DiscoveryClient composite = context.getBean(DiscoveryClient.class);
			assertThat(composite).isInstanceOf(CompositeDiscoveryClient.class);
			assertThat(composite.getInstances("orders")).isEqualTo(client.getInstances("orders"));
			assertThat(context.getBean(ReactiveDiscoveryClient.class).getInstances("orders").collectList().block())
				.isEqualTo(client.getInstances("orders"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure.discovery.enabled=false", "spring.cloud.discovery.enabled=false" })
	void isAbsentWhereSwitchedOff(String property) {
		this.contexts.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(ourBeans(context)).isEmpty();
		});
	}

	@Test
	void hasNoBlockingClientWhereSwitchedOff() {
		this.contexts.withPropertyValues("spring.cloud.discovery.blocking.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryClient.class)
				.hasSingleBean(AzureReactiveDiscoveryClient.class));
	}

	@Test
	void hasNoReactiveClientWhereSwitchedOff() {
		this.contexts.withPropertyValues("spring.cloud.discovery.reactive.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AzureReactiveDiscoveryClient.class)
				.hasSingleBean(AzureDiscoveryClient.class));
	}

	@Test
	void hasNoReactiveClientWithoutWebFlux() {
		this.contexts.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(AzureReactiveDiscoveryClient.class)
				.hasSingleBean(AzureDiscoveryClient.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { WebClient.class, RestClient.class, MeterRegistry.class, HealthIndicator.class,
			Endpoint.class, ConfigServerInstanceProvider.class })
	void startsWithoutEachOptionalDependency(Class<?> type) {
		this.contexts.withClassLoader(new FilteredClassLoader(type.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(AzureDiscoveryClient.class));
	}

	@Test
	void startsWithoutAnyOptionalDependency() {
		this.contexts
			.withClassLoader(new FilteredClassLoader("org.springframework.web", "io.micrometer.core",
					"org.springframework.boot.health", "org.springframework.boot.actuate.endpoint",
					"org.springframework.boot.micrometer", "org.springframework.cloud.config"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(AzureDiscoveryClient.class));
	}

	@Test
	void usesTheUsersDiscovery() {
		FakeAzureDiscovery own = new FakeAzureDiscovery();
		own.answer(Instance.of("vm-1", "payments", "10.0.0.4", 8080).build());
		this.contexts.withBean(AzureDiscovery.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(AzureDiscovery.class);
			assertThat(context.getBean(DiscoveryClient.class).getServices()).containsExactly("payments");
		});
	}

	@Test
	void usesTheUsersClients() {
		this.contexts
			.withBean("ownInstances", ServiceInstanceCatalog.class,
					() -> new ServiceInstanceCatalog(new FakeAzureDiscovery()))
			.withBean("ownFreshness", CatalogFreshness.class,
					() -> new CatalogFreshness(new FakeAzureDiscovery(), Duration.ofDays(1), InstantSource.system()))
			.withBean("ownClient", AzureDiscoveryClient.class,
					() -> new AzureDiscoveryClient(new ServiceInstanceCatalog(new FakeAzureDiscovery()), freshness(),
							9))
			.withBean("ownReactiveClient", AzureReactiveDiscoveryClient.class,
					() -> new AzureReactiveDiscoveryClient(new ServiceInstanceCatalog(new FakeAzureDiscovery()),
							freshness(), 9))
			.run((context) -> assertThat(context).hasSingleBean(ServiceInstanceCatalog.class)
				.hasSingleBean(CatalogFreshness.class)
				.hasSingleBean(AzureDiscoveryClient.class)
				.hasSingleBean(AzureReactiveDiscoveryClient.class)
				.hasBean("ownClient"));
	}

	@Test
	void addsTheUsersSources() {
		this.contexts.withBean(InstanceSource.class, () -> new OneInstance("legacy", "10.0.0.9"))
			.run((context) -> assertThat(context.getBean(DiscoveryClient.class).getServices()).containsExactly("legacy",
					"orders"));
	}

	@Test
	void givesTheInstancesToTheUsersSinksAndTellsListeners() {
		BlockingQueue<DesiredState> applied = new LinkedBlockingQueue<>();
		BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
		this.contexts.withPropertyValues("azure.discovery.sinks.settle=0s")
			.withBean(DiscoverySink.class, () -> new DiscoverySink() {

				@Override
				public String name() {
					return "proxy";
				}

				@Override
				public SinkReport apply(DesiredState desired, ApplyMode mode) {
					applied.add(desired);
					return SinkReport.UNCHANGED;
				}

			})
			.withBean(SinkListener.class, () -> (sink, success, duration) -> attempts.add(sink + " " + success))
			.run((context) -> {
				assertThat(applied.poll(10, TimeUnit.SECONDS)).isNotNull()
					.satisfies((state) -> assertThat(state.services()).containsOnlyKeys("orders"));
				assertThat(attempts.poll(10, TimeUnit.SECONDS)).isEqualTo("proxy true");
				assertThat(context.getBean(AzureDiscovery.class).sinks()).extracting(SinkStatus::name)
					.containsExactly("proxy");
			});
	}

	@Test
	void exposesNoSchedulerExecutorOrHttpClientBuilder() {
		this.contexts.run((context) -> {
			assertThat(context).doesNotHaveBean(TaskScheduler.class)
				.doesNotHaveBean(Executor.class)
				.doesNotHaveBean(RestClient.Builder.class)
				.doesNotHaveBean(WebClient.Builder.class);
		});
	}

	@Test
	void leavesTheUsersHttpBuildersAlone() {
		this.contexts.withBean(RestClient.Builder.class, () -> {
			throw new AssertionError("must not be used");
		}, (definition) -> definition.setLazyInit(true)).withBean(WebClient.Builder.class, () -> {
			throw new AssertionError("must not be used");
		}, (definition) -> definition.setLazyInit(true)).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void hasItsOrderAmongOtherClients() {
		this.contexts
			.withPropertyValues("azure.discovery.order=-5",
					"spring.cloud.discovery.client.simple.instances.orders[0].uri=http://127.0.0.1:9999")
			.run((context) -> assertThat(context.getBean(DiscoveryClient.class).getInstances("orders"))
				.extracting(ServiceInstance::getPort)
				.containsExactly(8080, 8081));
		this.contexts
			.withPropertyValues("azure.discovery.order=5",
					"spring.cloud.discovery.client.simple.instances.orders[0].uri=http://127.0.0.1:9999")
			.run((context) -> assertThat(context.getBean(DiscoveryClient.class).getInstances("orders"))
				.extracting(ServiceInstance::getPort)
				.containsExactly(9999));
	}

	@Test
	void stopsRefreshingWhilePausedAndGoesOnAfterwards() {
		OneInstance source = new OneInstance("legacy", "10.0.0.9");
		this.contexts.withBean(InstanceSource.class, () -> source).run((context) -> {
			for (int i = 0; i < 3; i++) {
				context.getSourceApplicationContext().pause();
				assertThat(context.getBean(AzureDiscoveryLifecycle.class).isRunning()).isFalse();
				int asked = source.asked;
				source.host = "10.0.1." + i;
				assertThat(context.getBean(DiscoveryClient.class).getInstances("legacy")).hasSize(1);
				context.getSourceApplicationContext().restart();
				assertThat(source.asked).isGreaterThan(asked);
				assertThat(context.getBean(DiscoveryClient.class).getInstances("legacy"))
					.extracting(ServiceInstance::getHost)
					.containsExactly("10.0.1." + i);
			}
		});
	}

	@Test
	void leavesNoThreadBehind() throws InterruptedException {
		Set<Thread> before = ourThreads();
		Set<Thread> threads = new HashSet<>();
		this.contexts.run((context) -> threads.addAll(ourThreads()));
		threads.removeAll(before);
		assertThat(threads).isNotEmpty();
		for (Thread thread : threads) {
			thread.join(Duration.ofSeconds(60).toMillis());
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
	}

	private static Set<Thread> ourThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("azure-discovery"))
			.collect(Collectors.toSet());
	}

	private static Set<String> ourBeans(ApplicationContext context) {
		return Set.of(context.getBeanDefinitionNames()).stream().filter((name) -> {
			Class<?> type = context.getType(name);
			return type != null && type.getName().startsWith("io.github.azurediscovery.")
					&& !type.getName().contains("AutoConfigurationTests");
		}).collect(Collectors.toSet());
	}

	private static CatalogFreshness freshness() {
		return new CatalogFreshness(new FakeAzureDiscovery(), Duration.ofDays(1), InstantSource.system());
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class OneInstance implements InstanceSource {

		private final String service;

		private volatile String host;

		private volatile int asked;

		private OneInstance(String service, String host) {
			this.service = service;
			this.host = host;
		}

		@Override
		public String name() {
			return "users:" + this.service;
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) {
			this.asked++;
			return SourceAnswer.of(List.of(Instance.of("vm-9", this.service, this.host, 80).build()), List.of());
		}

	}

}
