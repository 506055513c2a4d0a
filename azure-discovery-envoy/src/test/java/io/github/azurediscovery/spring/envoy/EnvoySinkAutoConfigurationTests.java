package io.github.azurediscovery.spring.envoy;

import java.util.Map;

import io.github.azurediscovery.envoy.ClusterPolicy;
import io.github.azurediscovery.envoy.EnvoySink;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.grpc.BindableService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class EnvoySinkAutoConfigurationTests {

	private static final AutoConfigurations OURS = AutoConfigurations.of(EnvoySinkAutoConfiguration.class,
			EnvoyRestAutoConfiguration.class, EnvoyMetricsAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(OURS);

	@Test
	void theModuleIsEnough() {
		this.runner.run((context) -> {
			assertThat(context.getBean(DiscoverySink.class).name()).isEqualTo("envoy");
			assertThat(context.getBeansOfType(BindableService.class).values())
				.extracting((service) -> service.bindService().getServiceDescriptor().getName())
				.containsExactlyInAnyOrder("envoy.service.discovery.v3.AggregatedDiscoveryService",
						"envoy.service.cluster.v3.ClusterDiscoveryService",
						"envoy.service.endpoint.v3.EndpointDiscoveryService",
						"envoy.service.listener.v3.ListenerDiscoveryService",
						"envoy.service.route.v3.RouteDiscoveryService");
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "azure.discovery.enabled", "spring.cloud.discovery.enabled", "azure.discovery.envoy.enabled" })
	void canBeSwitchedOff(String property) {
		this.runner.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DiscoverySink.class)
				.doesNotHaveBean(BindableService.class));
	}

	@Test
	void everySettingIsRead() {
		this.runner.withPropertyValues("azure.discovery.envoy.cluster.name=azure-{name}",
				"azure.discovery.envoy.cluster.connect-timeout=2s",
				"azure.discovery.envoy.cluster.policy=least-request",
				"azure.discovery.envoy.cluster.ca-file=/etc/ca.pem", "azure.discovery.envoy.cluster.health-check=true",
				"azure.discovery.envoy.cluster.outlier-detection=true", "azure.discovery.envoy.edge.port=8080",
				"azure.discovery.envoy.zone-preference=true", "azure.discovery.envoy.directory=/var/lib/xds")
			.run((context) -> {
				EnvoyProperties properties = context.getBean(EnvoyProperties.class);
				assertThat(properties.settings().cluster().policy()).isEqualTo(ClusterPolicy.LEAST_REQUEST);
				assertThat(properties.settings()).hasToString("EnvoySettings[cluster=ClusterSettings[name=azure-{name},"
						+ " connectTimeout=PT2S, policy=LEAST_REQUEST, caFile=/etc/ca.pem, healthCheck=null,"
						+ " ejection=null], edgePort=8080, zonePreference=true, directory=/var/lib/xds, services=[]]");
			});
	}

	@Test
	void configuredServicesHaveAClusterFromTheStart() {
		this.runner.withPropertyValues("azure.discovery.services.payments.static=10.0.0.1:80")
			.run((context) -> assertThat(clusters(context)).contains("\"name\": \"payments\""));
	}

	@Test
	void envoysOwnChecksAreThoseOfTheLoadBalancer() {
		this.runner
			.withPropertyValues("azure.discovery.services.payments.static=10.0.0.1:80",
					"azure.discovery.envoy.cluster.health-check=true",
					"azure.discovery.envoy.cluster.outlier-detection=true",
					"azure.discovery.loadbalancer.health-check.path=/ready",
					"azure.discovery.loadbalancer.outlier-detection.max-ejection-share=0.35")
			.run((context) -> assertThat(clusters(context)).contains("\"path\": \"/ready\"")
				.contains("\"interval\": \"10s\"")
				.contains("\"max_ejection_percent\": 35")
				.contains("\"consecutive_5xx\": 5"));
	}

	private static String clusters(ApplicationContext context) throws SinkException {
		EnvoySink sink = context.getBean(EnvoySink.class);
		sink.apply(new DesiredState(1, true, Map.of()), ApplyMode.FULL);
		return sink.rest().clusters("{}").body();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "cluster.name=orders | azure.discovery.envoy.cluster.name",
			"cluster.connect-timeout=0s | azure.discovery.envoy.cluster.connect-timeout",
			"cluster.ca-file=ca.pem | azure.discovery.envoy.cluster.ca-file",
			"edge.port=65536 | azure.discovery.envoy.edge.port", "directory=xds | azure.discovery.envoy.directory" })
	void aBadSettingStopsTheStartWithTheNameOfItsProperty(String setting, String named) {
		this.runner.withPropertyValues("azure.discovery.envoy." + setting)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageStartingWith(named + " is "));
	}

	@Test
	void worksWithoutMicrometerAndWithoutTheWeb() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.web"))
			.run((context) -> assertThat(context).hasSingleBean(EnvoySink.class));
	}

	@Test
	void restIsOffByDefault() {
		web().run((context) -> assertThat(context).doesNotHaveBean(RestDiscoveryController.class));
		web().withPropertyValues("azure.discovery.envoy.rest.enabled=true", "server.address=127.0.0.1")
			.run((context) -> assertThat(context).hasSingleBean(RestDiscoveryController.class));
		web().withPropertyValues("azure.discovery.envoy.rest.enabled=true")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageStartingWith("server.address is not set"));
	}

	private static WebApplicationContextRunner web() {
		return new WebApplicationContextRunner().withConfiguration(OURS);
	}

	@Test
	void clientsAndRejectionsAreMetered() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(EnvoyMetrics.class).bindTo(registry);
			assertThat(registry.get("azure.discovery.envoy.clients").gauges())
				.extracting((gauge) -> gauge.getId().getTag("group"))
				.containsExactlyInAnyOrder("envoy", "grpc");
			assertThat(registry.get("azure.discovery.envoy.rejections").functionCounters())
				.extracting((counter) -> counter.getId().getTag("type"))
				.containsExactlyInAnyOrder("clusters", "endpoints", "listeners", "routes");
		});
	}

}
