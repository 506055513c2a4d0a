package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.SourceDecorator;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import io.github.azurediscovery.spring.metrics.AzureDiscoveryMetricsAutoConfiguration;
import io.github.azurediscovery.spring.metrics.AzureDiscoveryObservationAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.health.DiscoveryCompositeHealthContributor;
import org.springframework.cloud.client.discovery.health.DiscoveryHealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;

/** What is auto-configured when. */
class ActuateConditionsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(AzureDiscovery.class, FakeAzureDiscovery::new)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(ObservationRegistry.class, ObservationRegistry::create)
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
				ServiceInstanceCatalogAutoConfiguration.class, AzureDiscoveryClientAutoConfiguration.class,
				AzureDiscoveryViewAutoConfiguration.class, AzureDiscoveryEndpointAutoConfiguration.class,
				AzureDiscoveryPushEndpointAutoConfiguration.class, AzureDiscoveryHealthAutoConfiguration.class,
				AzureDiscoveryMetricsAutoConfiguration.class, AzureDiscoveryObservationAutoConfiguration.class,
				AzureDiscoveryInfoAutoConfiguration.class, AzureDiscoveryTargetsEndpointAutoConfiguration.class,
				CommonsClientAutoConfiguration.class, EndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=azurediscovery");

	@Test
	void everythingIsThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(DiscoveryViewFactory.class)
			.hasSingleBean(AzureDiscoveryEndpoint.class)
			.hasBean("azureDiscoveryHealthIndicator")
			.hasSingleBean(DiscoveryCompositeHealthContributor.class)
			.hasBean("azureDiscoveryMetrics")
			.hasBean("azureDiscoveryArmMetrics")
			.hasBean("azureDiscoverySinkMetrics")
			.hasBean("azureDiscoverySinkGauges")
			.hasSingleBean(SourceDecorator.class)
			.hasSingleBean(InfoContributor.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure.discovery.enabled=false", "spring.cloud.discovery.enabled=false" })
	void nothingIsThereWhenDiscoveryIsOff(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DiscoveryViewFactory.class)
				.doesNotHaveBean(AzureDiscoveryEndpoint.class)
				.doesNotHaveBean(AzureDiscoveryHealthIndicator.class)
				.doesNotHaveBean("azureDiscoveryMetrics")
				.doesNotHaveBean(ArmRequestListener.class)
				.doesNotHaveBean(SourceDecorator.class)
				.doesNotHaveBean(InfoContributor.class));
	}

	@Test
	void theEndpointIsThereOnlyWhenExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryEndpoint.class)
				.hasSingleBean(DiscoveryViewFactory.class));
	}

	@Test
	void theEndpointForTargetsIsThereOnlyWhenExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryTargetsEndpoint.class));
		ApplicationContextRunner exposed = this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=azurediscoverytargets");
		exposed.run((context) -> assertThat(context).hasSingleBean(AzureDiscoveryTargetsEndpoint.class));
		exposed.withPropertyValues("management.endpoint.azurediscoverytargets.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryTargetsEndpoint.class));
		exposed.withPropertyValues("azure.discovery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryTargetsEndpoint.class));
		exposed.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("azureDiscoveryTargetsEndpoint"));
	}

	@Test
	void theEndpointNeedsTheActuatorsAutoConfiguration() {
		this.runner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DiscoveryViewFactory.class)
				.doesNotHaveBean("azureDiscoveryEndpoint"));
	}

	@Test
	void theEndpointForPushesNeedsItsProperty() {
		ApplicationContextRunner exposed = this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=azurediscoverypush");
		exposed.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryPushEndpoint.class));
		exposed.withBean(PushSource.class)
			.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryPushEndpoint.class));
		exposed.withPropertyValues("azure.discovery.push.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(AzureDiscoveryPushEndpoint.class)
				.hasSingleBean(AzureDiscoveryPushEndpointWebExtension.class)
				.doesNotHaveBean(AzureDiscoveryEndpoint.class));
		this.runner.withPropertyValues("azure.discovery.push.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(PushSource.class)
				.doesNotHaveBean(AzureDiscoveryPushEndpoint.class)
				.doesNotHaveBean(AzureDiscoveryPushEndpointWebExtension.class));
		exposed
			.withPropertyValues("azure.discovery.push.enabled=true",
					"management.endpoint.azurediscoverypush.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(AzureDiscoveryPushEndpoint.class));
		exposed.withPropertyValues("azure.discovery.push.enabled=true")
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("azureDiscoveryPushEndpoint"));
	}

	@Test
	void instancesArePushedThroughJmx() {
		this.runner
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true",
					"management.endpoints.jmx.exposure.include=azurediscoverypush",
					"spring.jmx.default-domain=azure.discovery.push.test", "azure.discovery.push.enabled=true",
					"management.endpoint.azurediscoverypush.access=UNRESTRICTED")
			.run((context) -> {
				MBeanServer server = context.getBean(MBeanServer.class);
				ObjectName name = new ObjectName("azure.discovery.push.test:type=Endpoint,name=Azurediscoverypush");
				Object[] arguments = { "orders", List.of("10.0.0.4:80", "[fd00::4]:80"), true };
				Object answer = server.invoke(name, "push", arguments, new String[3]);
				assertThat(answer).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("applied", true);
				assertThat(context.getBean(PushSource.class).pushed().get("orders")).extracting(Instance::host)
					.containsExactly("10.0.0.4", "[fd00::4]");
				Object bad = server.invoke(name, "push", new Object[] { "orders", "x,y:80", null }, new String[3]);
				assertThat(bad).asInstanceOf(InstanceOfAssertFactories.MAP)
					.containsEntry("note", "Nothing changed: 'x' has no port, and no default port is configured");
				server.invoke(name, "withdraw", new Object[] { "orders" }, new String[1]);
				assertThat(context.getBean(PushSource.class).pushed()).isEmpty();
			});
	}

	@Test
	void healthIsSwitchedOffInBothPlaces() {
		this.runner.withPropertyValues("management.health.azure-discovery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("azureDiscoveryHealthIndicator")
				.hasBean("azureDiscoveryCompositePart"));
		this.runner.withPropertyValues("spring.cloud.discovery.client.health-indicator.enabled=false")
			.run((context) -> assertThat(context).hasBean("azureDiscoveryHealthIndicator")
				.doesNotHaveBean(DiscoveryHealthIndicator.class));
	}

	@Test
	void healthNeedsItsModule() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("azureDiscoveryHealthIndicator"));
	}

	@Test
	void metersNeedMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("azureDiscoveryMetrics"));
	}

	@Test
	void observationsNeedMicrometerObservation() {
		this.runner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SourceDecorator.class));
	}

	@Test
	void infoNeedsTheActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("azureDiscoveryInfoContributor"));
	}

	@Test
	void infoIsSwitchedOffAndNeedsInstanceMetadata() {
		this.runner.withPropertyValues("management.info.azure-discovery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(InfoContributor.class));
		this.runner.withPropertyValues("azure.discovery.imds.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ImdsClient.class)
				.doesNotHaveBean(InfoContributor.class));
	}

	@Test
	void theEndpointIsReadThroughJmx() {
		this.runner
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=azurediscovery",
					"spring.jmx.default-domain=azure.discovery.test",
					"management.endpoint.azurediscovery.access=UNRESTRICTED")
			.run((context) -> {
				FakeAzureDiscovery discovery = (FakeAzureDiscovery) context.getBean(AzureDiscovery.class);
				discovery.answer(Instance.of("vm-1", "orders", "10.0.0.4", 80).build());
				MBeanServer server = context.getBean(MBeanServer.class);
				ObjectName name = new ObjectName("azure.discovery.test:type=Endpoint,name=Azurediscovery");
				Object all = server.invoke(name, "discovery", new Object[0], new String[0]);
				assertThat(all).asInstanceOf(InstanceOfAssertFactories.MAP)
					.extractingByKey("services")
					.isInstanceOf(Map.class);
				assertThat(server.getMBeanInfo(name).getOperations()).extracting((operation) -> operation.getName())
					.contains("discovery", "service", "refresh", "refreshWith");
				server.invoke(name, "refresh", new Object[0], new String[0]);
				assertThat(discovery.calls()).last().isEqualTo("refresh");
			});
	}

}
