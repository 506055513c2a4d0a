package io.github.azurediscovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.VerdictList;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The zone of this VM, which the routes are told. */
@ExtendWith(SimulatedAzureExtension.class)
class LocalZoneFinderTests {

	private final ScheduledThreadPoolExecutor owner = new ScheduledThreadPoolExecutor(1);

	private final AtomicInteger published = new AtomicInteger();

	private final SimulatedAzure azure;

	private final LocalZoneFinder zone;

	private long passed;

	LocalZoneFinderTests(SimulatedAzure azure) {
		this.azure = azure;
		ImdsClient imds = ImdsClient.builder().endpoint(azure.imdsEndpoint()).nanoTime(() -> this.passed).build();
		LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, Runnable::run);
		Instance orders = Instance.of("a", "orders", "10.0.0.1", 80).build();
		routes.judged("orders", VerdictList.of(List.of(InstanceVerdict.byPlatformAlone(orders))));
		routes.allJudged();
		routes.follow((table) -> this.published.incrementAndGet());
		this.zone = new LocalZoneFinder(imds, routes, Runnable::run);
	}

	@AfterEach
	void stop() {
		this.owner.shutdownNow();
	}

	@Test
	void theRoutesAreToldOnceAndAgainWhenItChanges() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("me").zone("1"));
		this.zone.find();
		this.zone.find();
		assertThat(told()).isOne();
		this.azure.vm("me").zone("2");
		this.zone.find();
		assertThat(told()).isOne();
		this.passed += Duration.ofMinutes(5).toNanos();
		this.zone.find();
		this.zone.find();
		assertThat(told()).isEqualTo(2);
		assertThat(this.azure.requests().count(AzureOperation.IMDS_INSTANCE)).isEqualTo(2);
	}

	@Test
	void metadataThatComesLateIsWaitedFor() throws Exception {
		this.azure.imdsListening(false);
		this.zone.find();
		assertThat(told()).isZero();
		this.azure.imdsListening(true);
		this.azure.imds().runsOn(this.azure.vm("me").zone("1"));
		this.zone.find();
		assertThat(told()).isOne();
	}

	private int told() throws Exception {
		this.owner.submit(() -> {
		}).get();
		return this.published.get();
	}

}
