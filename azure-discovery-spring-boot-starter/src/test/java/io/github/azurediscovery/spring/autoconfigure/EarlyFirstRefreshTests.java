package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SimulatedAzureExtension.class)
class EarlyFirstRefreshTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class));

	@Test
	void azureIsAskedWhileOtherBeansAreCreatedAndOnlyOnce(SimulatedAzure azure) {
		orders(azure);
		this.runner.withBean(AskedAzure.class, azure)
			.withUserConfiguration(SlowBean.class)
			.withPropertyValues(properties(azure))
			.run((context) -> {
				assertThat(context.getBean(AzureDiscovery.class).catalog().current().instances("orders")).hasSize(1);
				assertThat(azure.requests().count(AzureOperation.NIC_LIST)).isOne();
			});
	}

	@Test
	void aDiscoveryOfYourOwnAsksAheadAsWell() {
		this.runner.withBean(FakeAzureDiscovery.class)
			.run((context) -> assertThat(context.getBean(FakeAzureDiscovery.class).prefetches()).isOne());
	}

	@Test
	void aLazyDiscoveryIsLeftAlone() {
		this.runner.withBean(FakeAzureDiscovery.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(FakeAzureDiscovery.class).prefetches()).isZero());
	}

	@Test
	void azureIsAskedWhileTheWebServerIsCreated(SimulatedAzure azure) {
		orders(azure);
		web(azure).withUserConfiguration(SlowWebServer.class).run((context) -> {
			assertThat(context.getBean(AzureDiscovery.class).catalog().current().instances("orders")).hasSize(1);
			assertThat(azure.requests().count(AzureOperation.NIC_LIST)).isOne();
		});
	}

	@Test
	void aSourceOfTheApplicationIsCreatedAfterTheWebServer(SimulatedAzure azure) {
		orders(azure);
		List<String> created = new ArrayList<>();
		web(azure).withBean("webServer", WebServerFactoryCustomizer.class, () -> (factory) -> created.add("web server"))
			.withBean("source", InstanceSource.class, () -> {
				created.add("source");
				return new PushSource();
			})
			.run((context) -> {
				assertThat(created).containsExactly("web server", "source");
				assertThat(context.getBean(AzureDiscovery.class).catalog().current().instances("orders")).hasSize(1);
			});
	}

	private WebApplicationContextRunner web(SimulatedAzure azure) {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
					TomcatServletWebServerAutoConfiguration.class))
			.withBean(AskedAzure.class, azure)
			.withPropertyValues("server.port=0")
			.withPropertyValues(properties(azure));
	}

	private static void orders(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
	}

	private static String[] properties(SimulatedAzure azure) {
		return azure.properties()
			.entrySet()
			.stream()
			.map((property) -> property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	/** A web server that takes its time, until Azure has been asked. */
	@Configuration(proxyBeanMethods = false)
	static class SlowWebServer {

		@Bean
		WebServerFactoryCustomizer<WebServerFactory> slow(AskedAzure asked) {
			return (factory) -> asked.awaitRequest();
		}

	}

	/** A bean that takes its time, until Azure has been asked. */
	@Configuration(proxyBeanMethods = false)
	static class SlowBean {

		@Bean
		Object slow(AskedAzure asked) {
			asked.awaitRequest();
			return new Object();
		}

	}

	/** The context would close the simulation if that itself were a bean. */
	record AskedAzure(SimulatedAzure azure) {

		void awaitRequest() {
			await().atMost(Duration.ofSeconds(30))
				.until(() -> this.azure.requests().count(AzureOperation.NIC_LIST) > 0);
		}

	}

}
