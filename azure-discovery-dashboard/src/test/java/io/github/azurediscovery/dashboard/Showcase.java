package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.refresh.SourceStatus;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows the page over made-up data, to look at while it is drawn. The first argument is
 * the number of instances of its largest service.
 */
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
class Showcase {

	private static final Random random = new Random(7);

	static int many = 12;

	public static void main(String[] args) {
		many = (args.length > 0) ? Integer.parseInt(args[0]) : 12;
		SpringApplication.run(Showcase.class, "--azure.discovery.dashboard.path=/azure-discovery",
				"--spring.application.name=shop", "--azure.discovery.imds.enabled=false");
	}

	@Bean
	FakeAzureDiscovery fakeDiscovery() {
		FakeAzureDiscovery discovery = new FakeAzureDiscovery();
		Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "showcase");
			thread.setDaemon(true);
			return thread;
		}).schedule(() -> play(discovery), 1, TimeUnit.SECONDS);
		return discovery;
	}

	private static void play(FakeAzureDiscovery discovery) {
		try {
			List<Instance> all = new ArrayList<>();
			for (int number = 0; number < many; number++) {
				all.add(FakeAzureDiscovery.instance("orders", number)
					.toBuilder()
					.metadata(Map.of("team", "shop"))
					.build());
			}
			for (int number = 0; number < 4; number++) {
				all.add(FakeAzureDiscovery.instance("payments", number).toBuilder().unconfirmed(number == 3).build());
			}
			discovery.members(all,
					List.of(new Rejection("vm-7", "orders", RejectionReason.NOT_RUNNING, "deallocated"),
							new Rejection("jumpbox", "orders", RejectionReason.NO_PORT, "no port for service orders"),
							new Rejection("orders_19", "orders", RejectionReason.INTERFACE_WITHOUT_VM,
									"a network interface without a VM")));
			discovery.eject(all.get(1), "ejected until 10:04:31: connection refused");
			discovery.verdict(all.get(2), new InstanceHealth(false, PlatformStatus.RUNNING,
					"Preempt announced, not before 10:05:00", "healthy", null), Cause.MAINTENANCE);
			discovery.verdict(all.get(3),
					new InstanceHealth(false, PlatformStatus.UNHEALTHY, null, "unhealthy: status 503", null),
					Cause.PLATFORM);
			discovery.verdict(all.get(7), new InstanceHealth(false, PlatformStatus.RUNNING, null,
					"unhealthy: GET /actuator/health timed out", null), Cause.PROBE);
			discovery.verdict(all.get(8), InstanceHealth.byPlatformAlone(PlatformStatus.INITIALIZING), Cause.PLATFORM);
			for (int round = 0;; round++) {
				Instant now = Instant.now();
				boolean bad = round % 12 > 8;
				discovery.refreshed(0, now.plusSeconds(8),
						new SourceStatus("scale-set:orders", now, null, null, 2 + random.nextInt(3), null),
						new SourceStatus("tags", now.minusSeconds(bad ? 40 : 0), bad ? now : null,
								bad ? "429 from Azure Resource Manager" : null, 3, bad ? now.plusSeconds(17) : null));
				Thread.sleep(2000);
				discovery.readmit(all.get(1));
				Thread.sleep(2000);
				discovery.eject(all.get(1), "ejected until 10:04:31: connection refused");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
