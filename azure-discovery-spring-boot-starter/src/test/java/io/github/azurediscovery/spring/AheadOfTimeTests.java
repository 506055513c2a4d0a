package io.github.azurediscovery.spring;

import java.util.List;

import io.github.azurediscovery.spring.actuate.AzureDiscoveryEndpointAutoConfiguration;
import io.github.azurediscovery.spring.actuate.AzureDiscoveryPushEndpointAutoConfiguration;
import io.github.azurediscovery.spring.actuate.AzureDiscoveryViewAutoConfiguration;
import io.github.azurediscovery.spring.actuate.DiscoveryView;
import io.github.azurediscovery.spring.actuate.PushResult;
import io.github.azurediscovery.spring.actuate.PushedInstances;
import io.github.azurediscovery.spring.actuate.RefreshResult;
import io.github.azurediscovery.spring.autoconfigure.AzureAccessProperties;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.actuate.AzureDiscoveryTargetsEndpointAutoConfiguration;
import io.github.azurediscovery.spring.actuate.PrometheusTargetGroup;
import io.github.azurediscovery.spring.actuate.SinkView;
import io.github.azurediscovery.spring.autoconfigure.CatalogRefreshProperties;
import io.github.azurediscovery.spring.autoconfigure.SinkProperties;
import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;
import io.github.azurediscovery.spring.autoconfigure.InstanceLookupProperties;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.AzureReactiveDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import io.github.azurediscovery.spring.event.AzureDiscoveryEventAutoConfiguration;
import io.github.azurediscovery.spring.loadbalancer.AzureBlockingLoadBalancerClientAutoConfiguration;
import io.github.azurediscovery.spring.loadbalancer.AzureDiscoveryLoadBalancerAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context as a native image runs it: made ahead of time, without reading a single
 * annotation at run time.
 */
class AheadOfTimeTests {

	@Test
	@CompileWithForkedClassLoader
	void aContextMadeAheadOfTimeAnswers() {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = process(generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> run(initializer, compiled));
	}

	@Test
	void thePropertiesCanBeBoundInANativeImage() {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation);
		for (Class<?> type : List.of(AzureDiscoveryProperties.class, AzureAccessProperties.class,
				InstanceLookupProperties.class, CatalogRefreshProperties.class, SinkProperties.class,
				DashboardProperties.class)) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(generation.getRuntimeHints());
		}
	}

	@Test
	void theAnswersOfTheEndpointsCanBeWrittenInANativeImage() {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation, AzureDiscoveryViewAutoConfiguration.class, AzureDiscoveryEndpointAutoConfiguration.class,
				AzureDiscoveryPushEndpointAutoConfiguration.class,
				AzureDiscoveryTargetsEndpointAutoConfiguration.class);
		for (Class<?> type : List.of(DiscoveryView.class, DiscoveryView.InstanceView.class,
				DiscoveryView.SourceView.class, SinkView.class, PrometheusTargetGroup.class, RefreshResult.class,
				RefreshResult.ChangeView.class, PushResult.class, PushedInstances.class,
				PushedInstances.Pushed.class)) {
			assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(type.getRecordComponents()[0].getAccessor()))
				.accepts(generation.getRuntimeHints());
		}
	}

	private static ClassName process(TestGenerationContext generation, Class<?>... more) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			properties().applyTo(context);
			TestPropertyValues
				.of("azure.discovery.push.enabled=true", "management.endpoints.web.exposure.include=*",
						"management.endpoint.azurediscoverypush.access=UNRESTRICTED")
				.applyTo(context);
			context.register(AzureDiscoveryAutoConfiguration.class, ServiceInstanceCatalogAutoConfiguration.class,
					AzureDiscoveryClientAutoConfiguration.class, AzureReactiveDiscoveryClientAutoConfiguration.class,
					AzureDiscoveryEventAutoConfiguration.class, LoadBalancerAutoConfiguration.class,
					AzureDiscoveryLoadBalancerAutoConfiguration.class,
					AzureBlockingLoadBalancerClientAutoConfiguration.class,
					BlockingLoadBalancerClientAutoConfiguration.class);
			if (more.length > 0) {
				context.register(more);
			}
			return new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
	}

	private static void run(ClassName name, Compiled compiled) {
		@SuppressWarnings("unchecked") // the generator makes such a class
		ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
			.getInstance(ApplicationContextInitializer.class, name.toString());
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			properties().applyTo(context);
			initializer.initialize(context);
			context.refresh();
			assertThat(context.getBean(DiscoveryClient.class).getInstances("orders"))
				.extracting(ServiceInstance::getPort)
				.containsExactly(8080);
			assertThat(context.getBean(ReactiveDiscoveryClient.class).getServices().collectList().block())
				.containsExactly("orders");
			assertThat(context.getBean(LoadBalancerClient.class).choose("orders").getPort()).isEqualTo(8080);
			assertThat(context.containsBean("azureOutcomeReportingLoadBalancerLifecycle")).as("ours, not Spring's own")
				.isTrue();
		}
	}

	private static TestPropertyValues properties() {
		return TestPropertyValues.of("azure.discovery.imds.enabled=false", "azure.discovery.tags.enabled=false",
				"azure.discovery.startup.timeout=60s", "azure.discovery.services.orders.static=127.0.0.1:8080",
				"spring.cloud.loadbalancer.eager-load.clients=orders");
	}

}
