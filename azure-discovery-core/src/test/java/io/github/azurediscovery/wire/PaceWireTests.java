package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How often Azure is asked, and by how many at a time. */
class PaceWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void asksComputeLessOftenAsTheSharedQuotaFalls() throws Exception {
		this.azure.scaleSet("orders").uniform().instances(3);
		WireFixture wire = WireFixture.to(this.azure,
				AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080));
		this.azure.quotas().remaining("VMScaleSetVMViews3Min", 10);
		wire.fetch("scale-set:orders");
		this.azure.requests().clear();
		for (int i = 0; i < 15; i++) {
			wire.after(Duration.ofSeconds(30)).fetch("scale-set:orders");
		}
		assertThat(this.azure.requests().count(AzureOperation.UNIFORM_INSTANCE_LIST)).as("in 7.5 minutes").isZero();
		wire.after(Duration.ofSeconds(30)).fetch("scale-set:orders");
		assertThat(this.azure.requests().count(AzureOperation.UNIFORM_INSTANCE_LIST)).as("after 8 minutes")
			.isEqualTo(1);
		wire.stop();
	}

	@Test
	void sourcesShareTheListsOfARound() throws Exception {
		AzureServiceDefinition[] services = new AzureServiceDefinition[8];
		for (int i = 0; i < services.length; i++) {
			services[i] = AzureServiceDefinition.of("service-" + i,
					new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("app", "service-" + i))), 8080);
			this.azure.vm("vm-" + i).tag("app", "service-" + i);
		}
		this.azure.latency(Duration.ofMillis(20));
		WireFixture wire = WireFixture.to(this.azure, services);
		ExecutorService threads = Executors.newFixedThreadPool(9);
		try {
			RefreshRound round = wire.nextRound();
			List<Future<SourceAnswer>> answers = new ArrayList<>();
			wire.names().forEach((name) -> answers.add(threads.submit(() -> wire.source(name).fetch(round))));
			int instances = 0;
			for (Future<SourceAnswer> answer : answers) {
				instances += answer.get().instances().size();
			}
			assertThat(instances).isEqualTo(8);
		}
		finally {
			threads.shutdownNow();
			wire.stop();
		}
		assertThat(this.azure.requests().count(AzureOperation.RESOURCE_LIST)).isEqualTo(1);
		assertThat(this.azure.requests().count(AzureOperation.NIC_LIST)).isEqualTo(1);
		assertThat(this.azure.requests().count(AzureOperation.VM_STATUS_LIST)).isEqualTo(1);
		assertThat(this.azure.requests().count(AzureOperation.VM_LIST)).isEqualTo(1);
	}

	@Test
	void listsOfALargeEstateAreReadConcurrently() throws Exception {
		this.azure.pageSize(100).latency(Duration.ofMillis(20));
		this.azure.resourceGroup()
			.vms("orders-", 1000)
			.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
		WireFixture wire = WireFixture.to(this.azure);
		assertThat(wire.fetch("tags").instances()).hasSize(1000);
		wire.stop();
		assertThat(this.azure.requests().maxInFlight()).isBetween(4, 8);
	}

}
