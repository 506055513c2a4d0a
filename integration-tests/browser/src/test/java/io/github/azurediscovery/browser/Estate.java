package io.github.azurediscovery.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A reactive application that discovers one large scale set in the simulated Azure.
 * Nothing listens at its addresses.
 */
final class Estate implements AutoCloseable {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final SimulatedScaleSet orders;

	private final ConfigurableApplicationContext context;

	/**
	 * Start it.
	 * @param size how many instances there are; every 97th one Azure says is unhealthy
	 * @param settings further arguments of the application
	 */
	Estate(int size, String... settings) {
		AtomicInteger number = new AtomicInteger();
		this.azure.imds().runsOn(this.azure.vm("gateway").address("127.0.0.1").zone("1"));
		this.orders = this.azure.scaleSet("orders")
			.flexible()
			.zones("1", "2", "3")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.eachInstance((vm) -> vm.health((number.incrementAndGet() % 97 == 0) ? "unhealthy" : "healthy"))
			.instances(size);
		List<String> arguments = new ArrayList<>(List.of(settings));
		this.azure.properties().forEach((name, value) -> arguments.add("--" + name + '=' + value));
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "spring.application.name=estate", "azure.discovery.refresh.interval=2s")
			.run(arguments.toArray(String[]::new));
	}

	void scaleOut(int by) {
		this.orders.scaleOut(by);
	}

	String url() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/azure-discovery";
	}

	@Override
	public void close() {
		this.context.close();
		this.azure.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
