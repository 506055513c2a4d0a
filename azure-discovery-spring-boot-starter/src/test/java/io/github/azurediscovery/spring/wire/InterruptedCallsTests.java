package io.github.azurediscovery.spring.wire;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.failures.VirtualThreads;
import io.github.azurediscovery.health.InstanceHealthChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers that are interrupted while they wait for an answer, over real sockets and with
 * {@code HttpURLConnection}: on a virtual thread, the interrupt closes its socket.
 */
class InterruptedCallsTests {

	/** Twice as many as failures in a row that eject. */
	private static final int INTERRUPTS = 10;

	private final List<LoopbackInstance> instances = Stream.generate(LoopbackInstance::new).limit(3).toList();

	private final LoopbackInstance slow = this.instances.get(1);

	@AfterEach
	void close() {
		this.slow.recover();
		this.instances.forEach(LoopbackInstance::kill);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ejectNoInstanceFromVirtualThreads() throws InterruptedException {
		ejectNoInstance(VirtualThreads::unstarted, () -> {
		});
	}

	@Test
	void ejectNoInstanceFromPlatformThreads() throws InterruptedException {
		ejectNoInstance(Thread::new, this.slow::recover);
	}

	private void ejectNoInstance(Function<Runnable, Thread> threads, Runnable interrupted) throws InterruptedException {
		try (ConfigurableApplicationContext context = application()) {
			List<InstanceHealthChange> changes = new CopyOnWriteArrayList<>();
			context.getBean(AzureDiscovery.class).health().subscribe(changes::add);
			RestClient client = context.getBean(RestClient.Builder.class)
				.requestFactory(new SimpleClientHttpRequestFactory())
				.build();
			int interrupts = 0;
			while (interrupts < INTERRUPTS && changes.isEmpty()) {
				this.slow.hang();
				int before = this.slow.asked();
				Thread caller = threads.apply(() -> get(client));
				caller.start();
				Waiting.until(() -> !caller.isAlive() || this.slow.asked() > before);
				if (caller.isAlive()) {
					caller.interrupt();
					interrupts++;
					interrupted.run();
				}
				caller.join();
				this.slow.recover();
			}
			assertThat(changes).isEmpty();
		}
	}

	private static void get(RestClient client) {
		try {
			client.get().uri("http://slow/").retrieve().toBodilessEntity();
		}
		catch (RuntimeException ex) {
			// interrupted
		}
	}

	private ConfigurableApplicationContext application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("azure.discovery.tags.enabled=false", "azure.discovery.imds.enabled=false",
					"azure.discovery.services.slow.static="
							+ this.instances.stream().map(LoopbackInstance::address).collect(Collectors.joining(",")),
					"spring.cloud.loadbalancer.retry.enabled=false")
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BalancedClients.class)
	static class Application {

	}

}
