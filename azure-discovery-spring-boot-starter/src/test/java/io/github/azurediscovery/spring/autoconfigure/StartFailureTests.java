package io.github.azurediscovery.spring.autoconfigure;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The failure analyses of an application that does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					services.orders.port=80                           | services.orders = null        | does not say where its instances come from
					services.a.scale-set=x services.a.file=y          | services.a = scale-set and file | more than one selector
					services.order_service.scale-set=x                | services.order_service        | 'orderservice'
					services[order_service].scale-set=x               | services.order_service        | not a valid host name
					services.-a.scale-set=x                           | services.-a                   | not a valid host name
					services.a.tags.Team:Name=x                       | services.a.tags.Team:Name     | services.a.tags=Team:Name=x
					services.a.tags[Team:Name]=x                      | services.a.tags[Team:Name]    | services.a.tags=Team:Name=x
					tags.include.Team:Name=x                          | tags.include.Team:Name        | tags.include=Team:Name=x
					tags.include=production                           | tags.include = production     | name=value
					tags.scope=nic                                    | tags.scope                    | does not contain vm
					tags.service-id=x-{port}                          | tags.service-id = x-{port}    | {name}
					services.a.tags=Team                              | services.a.tags = Team        | name=value
					services.a.scale-set=x services.a.port=70000      | services.a.port = 70000       | 1 to 65535
					services.a.file=x services.a.dns-server=10.0.0.1  | services.a.dns-server         | without dns
					services.a.file=x services.a.subscription=y       | services.a                    | scale-set, tags and names
					endpoints.resource-manager=http://arm.example     | endpoints.resource-manager    | Use https
					endpoints.authority=http://login.example          | endpoints.authority           | Use https
					credential.type=none                              | credential.type = none        | loopback
					credential.type=client-secret                     | credential.client-secret      | is missing
					scope.resource-groups=a,*                         | scope.resource-groups         | Use * alone
					refresh.interval=1s                               | refresh.interval = PT1S       | Use 5s or longer
					services.a.names=x services.a.interval=1s         | services.a.interval = PT1S    | Use 5s or longer
					services.a.names=x services.a.interval=100000d    | services.a.interval = PT2400000H | from 1ms to 365d
					services.a.file=x services.a.interval=100000d     | services.a.interval = PT2400000H | from 1ms to 365d
					services.a.file=x services.a.interval=0s          | services.a.interval = PT0S    | from 1ms to 365d
					refresh.interval=366d                             | refresh.interval = PT8784H    | from 1ms to 365d
					refresh.status-interval=366d                      | refresh.status-interval = PT8784H | from 1ms to 365d
					refresh.max-backoff=200000d                       | refresh.max-backoff           | from 1ms to 365d
					refresh.max-backoff=0s                            | refresh.max-backoff = PT0S    | from 1ms to 365d
					refresh.timeout=200000d                           | refresh.timeout               | from 1ms to 365d
					startup.timeout=200000d                           | startup.timeout               | from 0 to 365d
					stale-after=200000d                               | stale-after                   | from 1ms to 365d
					scheduled-events.interval=200000d                 | scheduled-events.interval     | from 1s to 365d
					scheduled-events.lead-time=-1s                    | scheduled-events.lead-time = PT-1S | from 0 to 365d
					loadbalancer.slow-start=200000d                   | loadbalancer.slow-start       | from 0 to 365d
					guard.confirmations=1001                          | guard.confirmations = 1001    | from 0 to 1000
					services.orders.file=x services.orders.prot=80    | services.orders.prot          | no 'prot'
					services.orders.file=x services.orders.health-check.pth=/ | services.orders.health-check.pth | health-check.path
					services.order.service.static=127.0.0.1:80        | services.order.service.static | services.order-service.static=${ORDER_SERVICE_STATIC}
					sinks.reconcile-interval=500ms                    | sinks.reconcile-interval = PT0.5S | from 1s to 365d
					sinks.settle=2m                                   | sinks.settle = PT2M           | from 0 to 1m
					sinks.max-backoff=0s                              | sinks.max-backoff = PT0S      | from 1s to 365d
					refresh.jitter=2                                  | refresh.jitter = 2.0          | from 0 to 1
					guard.max-loss=-1                                 | guard.max-loss = -1.0         | from 0 to 1
					guard.confirmations=-1                            | guard.confirmations = -1      | from 0 to 1000
					startup.timeout=0s startup.fail-fast=true         | startup.fail-fast = true      | more than 0
					loadbalancer.health-check.expected-status=ok      | loadbalancer.health-check.expected-status = ok | a status or a range such as 200-299
					loadbalancer.health-check.concurrency=0           | loadbalancer.health-check.concurrency = 0 | at least 1
					services.a.file=x services.a.health-check.path=up | services.a.health-check.path = up | a path that starts with /
					startup.timeout=-1s                               | startup.timeout = PT-1S       | from 0 to 365d
					dashboard.path=x                                  | dashboard.path = x            | slash
					loadbalancer.health-check.port=0                  | loadbalancer.health-check.port = 0 | 1 to 65535
					loadbalancer.outlier-detection.max-ejection-time=1s | max-ejection-time = PT1S    | at least loadbalancer.outlier-detection.base-ejection-time
					instance.address=privat                           | instance.address              | PRIVATE
					credential.type=msi                               | credential.type               | MANAGED_IDENTITY
					cloud=germany                                     | cloud                         | AZURE_CHINA
					loadbalancer.health-check.type=grpc               | health-check.type             | HTTP
					refresh.interval=soon                             | refresh.interval              | soon
					""")
	void namesThePropertyAndWhatToDo(String properties, String property, String words, CapturedOutput output) {
		start(properties.split(" "));
		String analysis = analysis(output);
		assertThat(analysis).contains(property.replace(" = null", ""));
		assertThat(analysis).containsIgnoringCase(words);
		assertThat(analysis).contains("azure.discovery.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh.interval=100ms endpoints.resource-manager=http://127.0.0.1:9",
			"credential.type=none endpoints.resource-manager=http://localhost:9",
			"credential.type=none endpoints.resource-manager=http://[::1]:9", "services.Orders-EU.static=127.0.0.1:80",
			"services.a.static[0]=127.0.0.1:80", "services.a.tags[0]=Team:Name=x", "tags.enabled=false",
			"services.a.staTic=127.0.0.1:80 services.a.healthCheck.expected_status=200" })
	void startsWith(String properties) {
		String[] all = Stream
			.concat(Stream.of("startup.timeout=0s", "imds.enabled=false"), Arrays.stream(properties.split(" ")))
			.toArray(String[]::new);
		application(all).close();
	}

	@Test
	void explainsAFailedFirstRefresh(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> new SpringApplicationBuilder(FailingSourceConfiguration.class).web(WebApplicationType.NONE)
					.properties("azure.discovery.startup.fail-fast=true", "azure.discovery.imds.enabled=false")
					.run());
		assertThat(analysis(output)).contains("failing: the action Microsoft.Compute/virtualMachines/read is missing")
			.contains("azure.discovery.startup.fail-fast=false");
	}

	@Test
	void explainsAMisspeltConfigurationOfTheLoadBalancer(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(WholeConfiguration.class).web(WebApplicationType.NONE)
				.properties("azure.discovery.imds.enabled=false",
						"spring.cloud.loadbalancer.configurations=zonepreference")
				.run());
		assertThat(analysis(output)).contains("zonepreference")
			.contains("spring.cloud.loadbalancer.configurations")
			.contains("supports default, zone-preference, health-check");
	}

	@Test
	void explainsASupplierInTheMainContext(CapturedOutput output) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(WholeConfiguration.class, Misplaced.class)
			.web(WebApplicationType.NONE)
			.properties("azure.discovery.imds.enabled=false")
			.run());
		assertThat(analysis(output)).contains("bean 'mySupplier' is defined in the main context")
			.contains("@LoadBalancerClient(name");
	}

	private static void start(String... properties) {
		assertThatException().isThrownBy(() -> application(properties).close());
	}

	private static ConfigurableApplicationContext application(String... properties) {
		return new SpringApplicationBuilder(TestConfiguration.class).web(WebApplicationType.NONE)
			.properties(Arrays.stream(properties)
				.map((text) -> text.split("=", 2))
				.collect(Collectors.toMap((pair) -> "azure.discovery." + pair[0], (pair) -> pair[1])))
			.run();
	}

	private static String analysis(CapturedOutput output) {
		String all = output.getAll();
		assertThat(all).contains("APPLICATION FAILED TO START");
		return all.substring(all.indexOf("APPLICATION FAILED TO START"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AzureDiscoveryAutoConfiguration.class)
	static class TestConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AzureDiscoveryAutoConfiguration.class)
	static class FailingSourceConfiguration {

		@Bean
		InstanceSource failing() {
			return new InstanceSource() {

				@Override
				public String name() {
					return "failing";
				}

				@Override
				public SourceAnswer fetch(RefreshRound round) throws SourceException {
					throw SourceException.builder("the action Microsoft.Compute/virtualMachines/read is missing")
						.reason(SourceException.Reason.FORBIDDEN)
						.requests(1)
						.build();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeConfiguration {

	}

	static class Misplaced {

		@Bean
		ServiceInstanceListSupplier mySupplier(ConfigurableApplicationContext context) {
			return ServiceInstanceListSupplier.builder().withDiscoveryClient().build(context);
		}

	}

}
