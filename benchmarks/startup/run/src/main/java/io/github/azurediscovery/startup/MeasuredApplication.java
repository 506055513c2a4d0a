package io.github.azurediscovery.startup;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * The application under test, in a process and with a class path of its own. Prints when
 * its context had started and when it knew all instances, both in milliseconds since the
 * start of the JVM, and the bytes of its live heap.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class MeasuredApplication {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * Run the application.
	 * @param args the number of instances, then properties
	 * @throws Exception if interrupted
	 */
	public static void main(String[] args) throws Exception {
		ConfigurableApplicationContext context = SpringApplication.run(MeasuredApplication.class, args);
		long started = uptime();
		long discovered = Discovery.present() ? Discovery.await(context, Integer.parseInt(args[0])) : started;
		System.out.println("measured " + started + ' ' + discovered + ' ' + liveHeap());
		System.exit(0);
	}

	private static long uptime() {
		return ManagementFactory.getRuntimeMXBean().getUptime();
	}

	private static long liveHeap() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(200);
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/** Loaded only if Spring Cloud is on the class path. */
	private static final class Discovery {

		private Discovery() {
		}

		static boolean present() {
			return ClassUtils.isPresent("org.springframework.cloud.client.discovery.DiscoveryClient", null);
		}

		/** Wait for all instances, choose one, and return when all were known. */
		static long await(ConfigurableApplicationContext context, int instances) throws InterruptedException {
			DiscoveryClient client = context.getBean(DiscoveryClient.class);
			while (client.getInstances("orders").size() < instances) {
				if (uptime() > PATIENCE.toMillis()) {
					throw new IllegalStateException(
							"only " + client.getInstances("orders").size() + " instances of " + client.getServices());
				}
				Thread.sleep(5);
			}
			long discovered = uptime();
			if (context.getBean(LoadBalancerClient.class).choose("orders") == null) {
				throw new IllegalStateException("no instance to choose");
			}
			return discovered;
		}

	}

}
