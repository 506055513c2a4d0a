package io.github.azurediscovery.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.refresh.RefreshMode;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.spring.event.InstanceJoinedEvent;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;

/**
 * From the answer that lists newcomers to the heartbeat that follows their events, in an
 * application with a listener for each of them.
 */
final class JoinToHeartbeat {

	private static final int TIMES = 5;

	private JoinToHeartbeat() {
	}

	static Map<String, Double> measure(int size) throws Exception {
		double[] taken = new double[TIMES];
		for (int i = 0; i < TIMES; i++) {
			taken[i] = once(size);
		}
		Arrays.sort(taken);
		return Map.of("instances join: until the heartbeat, after an event for each", taken[TIMES / 2]);
	}

	private static double once(int size) throws Exception {
		AtomicLong answered = new AtomicLong();
		AtomicReference<List<Instance>> listed = new AtomicReference<>(InstanceFleets.of("billing", 1));
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn", "azure.discovery.tags.enabled=false",
					"azure.discovery.imds.enabled=false", "azure.discovery.refresh.interval=1h")
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(InstanceSource.class,
					() -> new InMemorySource("fleet", () -> {
						answered.set(System.nanoTime());
						return listed.get();
					})))
			.run()) {
			Newcomers newcomers = application.getBean(Newcomers.class);
			newcomers.joined.set(0);
			CompletableFuture<Long> heartbeat = new CompletableFuture<>();
			application.addApplicationListener((ApplicationListener<HeartbeatEvent>) (event) -> {
				if (newcomers.joined.get() >= size) {
					heartbeat.complete(System.nanoTime());
				}
			});
			listed.set(InstanceFleets.of("orders", size));
			application.getBean(AzureDiscovery.class).refresh(RefreshMode.UNGUARDED).join();
			return (heartbeat.join() - answered.get()) / 1e6;
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Newcomers newcomers() {
			return new Newcomers();
		}

	}

	/** What an application does with the events. */
	static class Newcomers {

		final AtomicInteger joined = new AtomicInteger();

		@EventListener
		void joined(InstanceJoinedEvent event) {
			this.joined.incrementAndGet();
		}

	}

}
