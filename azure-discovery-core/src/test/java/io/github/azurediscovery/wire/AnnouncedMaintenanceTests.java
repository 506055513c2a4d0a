package io.github.azurediscovery.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.imds.EventType;
import io.github.azurediscovery.test.imds.SimulatedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Maintenance that Azure announces, from the metadata service to the routes. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class AnnouncedMaintenanceTests {

	private static final Duration LEAD = Duration.ofMinutes(5);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final BlockingQueue<InstanceHealthChange> changes = new LinkedBlockingQueue<>();

	private SimulatedScaleSet set;

	private AzureDiscovery discovery;

	@BeforeEach
	void discover() {
		this.set = this.azure.scaleSet("orders-vmss").uniform().instances(3);
		this.azure.imds().runsOn(this.set.instance(0));
		this.discovery = AzureDiscovery.builder()
			.azure(AzureSettings.builder()
				.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()))
				.credential(CredentialSettings.NONE)
				.tags(TagSettings.DEFAULT.disabled())
				.timeout(Duration.ofSeconds(5))
				.build())
			.imds(ImdsClient.builder().endpoint(this.azure.imdsEndpoint()).retryFor(Duration.ofSeconds(20)).build())
			.scaleSet("orders", "orders-vmss", 8080)
			.health(HealthSettings.builder()
				.scheduledEvents(ScheduledEventsSettings.builder()
					.enabled(true)
					.interval(Duration.ofSeconds(1))
					.leadTime(LEAD)
					.build())
				.build())
			.build();
		this.discovery.health().subscribe(this.changes::add);
		this.discovery.start();
		assertThat(this.discovery.awaitFirstRefresh(Duration.ofSeconds(20))).isTrue();
	}

	@AfterEach
	void close() {
		this.discovery.close();
		this.azure.close();
	}

	@Test
	void degradedHardwareMakesAVmUnroutableOnlyOnceTheEventStarts() throws Exception {
		SimulatedEvent event = announce(EventType.REDEPLOY, Instant.now().plus(Duration.ofDays(7)));
		await((health) -> health.announced() != null);
		assertThat(routable()).hasSize(3);
		event.start();
		await((health) -> !health.routable());
		assertThat(routable()).hasSize(2);
	}

	@Test
	void anAnnouncedEventStartsOnTimeEvenIfNoFurtherDocumentCanBeRead() throws Exception {
		announce(EventType.REDEPLOY, Instant.now().plus(LEAD).plusSeconds(4));
		await((health) -> health.announced() != null);
		this.azure.fault(AzureFault.status(500), AzureOperation.SCHEDULED_EVENTS);
		await((health) -> !health.routable());
		assertThat(routable()).hasSize(2);
	}

	@Test
	void anEvictionMakesTheVmUnroutableAtOnce() throws Exception {
		announce(EventType.PREEMPT, Instant.now().plus(Duration.ofDays(7)));
		assertThat(await((health) -> health.maintenance() != null).routable()).isFalse();
	}

	private SimulatedEvent announce(EventType type, Instant notBefore) {
		return this.azure.imds().events().announce(type, this.set.instance(1)).notBefore(notBefore);
	}

	private List<Instance> routable() {
		return this.discovery.routes().route("orders").routable();
	}

	/** Wait until a listener is told that the named VM is in such health. */
	private InstanceHealth await(Predicate<InstanceHealth> expected) throws InterruptedException {
		InstanceHealthChange change = this.changes.take();
		while (!change.instance().name().equals(this.set.instance(1).name()) || !expected.test(change.to())) {
			change = this.changes.take();
		}
		return change.to();
	}

}
