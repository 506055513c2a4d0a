package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who this VM is changes while it runs: it is attached to a scale set and detached, or
 * moves to another resource group.
 */
@Timeout(60)
class OwnChangeWireTests {

	private static final Duration READING = Duration.ofMinutes(5);

	private long passed;

	private SimulatedAzure azure;

	private SimulatedScaleSet set;

	private SimulatedVm self;

	private ImdsClient imds;

	private WireFixture wire;

	@BeforeEach
	void start() {
		this.azure = SimulatedAzure.start();
		this.set = this.azure.scaleSet("orders-vmss").instances(2);
		this.self = this.azure.vm("orders-x");
		this.azure.imds().runsOn(this.self);
		this.imds = ImdsClient.builder().endpoint(this.azure.imdsEndpoint()).nanoTime(() -> this.passed).build();
		AzureServiceDefinition own = AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("self"),
				8080);
		this.wire = WireFixture.to(this.azure,
				WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT, VmAddressKind.PRIVATE, own),
				(builder) -> builder.imds(this.imds));
	}

	@AfterEach
	void close() {
		this.wire.close();
	}

	@Test
	void theLocalScaleSetIsFoundOnceTheVmIsAttached() throws Exception {
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::own)
			.withMessageContaining("belongs to no scale set");
		this.set.attach(this.self);
		after(READING);
		assertThat(own()).hasSize(3).contains("orders-x");
	}

	@Test
	void aRefreshOnDemandSeesTheAttachmentAtOnce() throws Exception {
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::own);
		this.set.attach(this.self);
		after(Duration.ofSeconds(5));
		assertThat(WireFixture.names(this.wire.fetchOnDemand("scale-set:orders"))).hasSize(3).contains("orders-x");
	}

	@Test
	void theFormerLocalScaleSetIsNoLongerRequestedOnceTheVmIsDetached() throws Exception {
		this.set.attach(this.self);
		assertThat(own()).hasSize(3);
		this.set.detach(this.self);
		after(READING);
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::own)
			.withMessageContaining("belongs to no scale set");
	}

	@Test
	void theLocalScaleSetFollowsTheVmToAnotherSet() throws Exception {
		this.set.attach(this.self);
		own();
		this.set.detach(this.self);
		this.azure.scaleSet("other-vmss").instances(3).attach(this.self);
		after(READING);
		assertThat(own()).hasSize(4).contains("orders-x").anyMatch((name) -> name.startsWith("other-vmss"));
	}

	@Test
	void theDefaultScopeFollowsTheVm() throws Exception {
		tagged(this.azure.vm("here-1"));
		tagged(this.azure.resourceGroup("elsewhere").vm("there-1"));
		assertThat(tags()).containsExactly("here-1");
		this.azure.imds().runsOn(this.azure.resourceGroup("elsewhere").vm("orders-x"));
		assertThat(tags()).as("until it is read again").containsExactly("here-1");
		after(READING);
		assertThat(tags()).containsExactly("there-1");
	}

	@Test
	void metadataIsReadAgainEvenIfTheScopeIsConfigured() throws Exception {
		WireFixture configured = WireFixture.to(this.azure, WireFixture.settings(this.azure),
				(builder) -> builder.imds(this.imds));
		configured.fetch("tags");
		assertThat(this.imds.known().scaleSet()).isNull();
		this.set.attach(this.self);
		after(READING);
		configured.fetch("tags");
		assertThat(this.imds.known().scaleSet().name()).isEqualTo("orders-vmss");
		configured.stop();
	}

	@Test
	void metadataIsRequestedOnceForAllSourcesAndRounds() throws Exception {
		this.set.attach(this.self);
		for (int round = 0; round < 10; round++) {
			this.wire.fetchAll();
			after(Duration.ofSeconds(30));
		}
		assertThat(this.azure.requests().count(AzureOperation.IMDS_INSTANCE)).isOne();
		this.wire.fetchAll();
		assertThat(this.azure.requests().count(AzureOperation.IMDS_INSTANCE)).isEqualTo(2);
	}

	@Test
	void metadataIsKeptIfItCannotBeReadAgain() throws Exception {
		this.set.attach(this.self);
		assertThat(own()).hasSize(3);
		for (AzureFault fault : List.of(AzureFault.status(429), AzureFault.status(500), AzureFault.html(),
				AzureFault.empty())) {
			this.azure.fault(fault, AzureOperation.IMDS_INSTANCE);
			after(READING);
			long before = this.azure.requests().count(AzureOperation.IMDS_INSTANCE);
			assertThat(own()).hasSize(3);
			assertThat(own()).hasSize(3);
			assertThat(this.azure.requests().count(AzureOperation.IMDS_INSTANCE)).isEqualTo(before + 1);
			this.azure.clearFaults();
		}
		this.azure.imdsListening(false);
		after(READING);
		assertThat(own()).hasSize(3);
	}

	private List<String> own() throws SourceException, InterruptedException {
		return WireFixture.names(this.wire.fetch("scale-set:orders"));
	}

	private List<String> tags() throws SourceException, InterruptedException {
		return WireFixture.names(this.wire.fetch("tags"));
	}

	private void after(Duration duration) {
		this.wire.after(duration);
		this.passed += duration.toNanos();
	}

	private static void tagged(SimulatedVm vm) {
		vm.tag("Discovery:Service:Name", "stock").tag("Discovery:Service:Port", "8080");
	}

}
