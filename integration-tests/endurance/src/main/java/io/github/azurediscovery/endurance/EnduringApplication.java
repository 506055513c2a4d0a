package io.github.azurediscovery.endurance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.test.SimulatedAzure;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/**
 * The application under test: it refreshes a hundred times as often as usual, and reads
 * commands from its standard input. Ends when that ends.
 */
@SpringBootApplication(proxyBeanMethods = false)
class EnduringApplication {

	private static final RefreshSettings HASTY = RefreshSettings.builder()
		.interval(Duration.ofMillis(300))
		.maxBackoff(Duration.ofSeconds(3))
		.build();

	private static final Duration LONGEST = Duration.ofMinutes(2);

	/** Longer than idle threads of the probing pool are kept. */
	private static final Duration POOLS_SHRINK = Duration.ofSeconds(8);

	@Bean
	SteppingClock clock() {
		return new SteppingClock();
	}

	@Bean
	HangingListener hangingListener() {
		return new HangingListener();
	}

	@Bean
	PushSource pushes() {
		return new PushSource();
	}

	@Bean
	AzureDiscovery azureDiscovery(SteppingClock clock, PushSource pushes, @Value("${arm}") URI arm,
			@Value("${imds}") URI imds) {
		AzureSettings settings = AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(arm))
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
			.timeout(Duration.ofSeconds(5))
			.statusInterval(Duration.ofSeconds(2))
			.build();
		return AzureDiscovery.builder().azure(settings).imds(imds).refresh(HASTY).source(pushes).clock(clock).build();
	}

	/**
	 * Run the application.
	 * @param args the endpoints of Azure, as properties
	 * @throws IOException if the commands cannot be read
	 */
	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext application = SpringApplication.run(EnduringApplication.class, args);
		AzureDiscovery discovery = application.getBean(AzureDiscovery.class);
		RandomCaller calls = new RandomCaller(application.getBean(LoadBalancerClient.class), discovery, new Random(1));
		Thread caller = new Thread(calls, "caller");
		caller.setDaemon(true);
		caller.start();
		System.out.println("port " + application.getEnvironment().getProperty("local.server.port"));
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = commands.readLine(); line != null; line = commands.readLine()) {
			String argument = line.substring(line.indexOf(' ') + 1);
			switch (StringUtils.delimitedListToStringArray(line, " ")[0]) {
				case "restart" -> {
					discovery.stop();
					discovery.start();
				}
				case "step" -> application.getBean(SteppingClock.class).step(Duration.parse(argument));
				case "hang" -> application.getBean(HangingListener.class).pause(Duration.parse(argument));
				case "push" -> application.getBean(PushSource.class)
					.replace(ServiceAddressDefaults.of(argument), List.of("127.100.0.1:9"));
				case "remove" -> application.getBean(PushSource.class).remove(argument);
				case "measure" -> {
					calls.rest(true);
					System.out.println("footprint " + settled(application, Integer.parseInt(argument)));
					calls.rest(false);
				}
				default -> throw new IllegalArgumentException(line);
			}
		}
		System.exit(0);
	}

	/** Wait until nothing is pending, and measure. */
	private static String settled(ConfigurableApplicationContext application, int instances) {
		AzureDiscovery discovery = application.getBean(AzureDiscovery.class);
		long deadline = System.nanoTime() + LONGEST.toNanos();
		while (discovery.catalog().current().size() != instances || discovery.pendingEvents() > 0) {
			if (System.nanoTime() > deadline) {
				return "never: " + discovery.catalog().current().size() + " instances, " + discovery.pendingEvents()
						+ " events pending, " + discovery.sources();
			}
			pause(Duration.ofMillis(100));
		}
		pause(POOLS_SHRINK);
		return ResourceFootprint.of(application.getBean(MeterRegistry.class)).line();
	}

	private static void pause(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
