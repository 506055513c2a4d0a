package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A VM that waits in the standby pool of a scale set gets no calls until Azure hands it
 * over.
 */
class StandbyPoolWireTests {

	private static final Duration STATUS = Duration.ofMinutes(2);

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	static Stream<Named<Consumer<SimulatedVm>>> pools() {
		return Stream.of(Named.of("running", SimulatedVm::start), Named.of("deallocated", SimulatedVm::deallocate),
				Named.of("hibernated", SimulatedVm::hibernate));
	}

	@ParameterizedTest
	@MethodSource("pools")
	void aPooledVmJoinsTheServiceOfItsSetOnceHandedOver(Consumer<SimulatedVm> pool) throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").instances(3);
		SimulatedVm waiting = set.instance(2).standby(true);
		pool.accept(waiting);
		try (WireFixture wire = ofTheSet()) {
			SourceAnswer before = wire.fetch("scale-set:orders");
			assertThat(before.instances()).hasSize(2);
			assertThat(WireFixture.reasons(before)).containsExactly("in the standby pool");
			waiting.start().standby(false);
			assertThat(WireFixture.names(wire.after(STATUS).fetch("scale-set:orders"))).hasSize(3)
				.contains(waiting.name());
		}
	}

	@ParameterizedTest
	@MethodSource("pools")
	void aPooledVmJoinsTheServiceOfItsTagsOnceHandedOver(Consumer<SimulatedVm> pool) throws Exception {
		SimulatedVm waiting = tagged(3).get(2).standby(true);
		pool.accept(waiting);
		try (WireFixture wire = WireFixture.to(this.azure)) {
			SourceAnswer before = wire.fetch("tags");
			assertThat(before.instances()).hasSize(2);
			assertThat(WireFixture.reasons(before)).containsExactly("in the standby pool");
			waiting.start().standby(false);
			assertThat(WireFixture.names(wire.after(STATUS).fetch("tags"))).hasSize(3).contains(waiting.name());
		}
	}

	@Test
	void aVmHandedOverBeforeItRunsJoinsOnceItRuns() throws Exception {
		SimulatedVm waiting = this.azure.scaleSet("orders").instances(2).instance(1).deallocate().standby(true);
		try (WireFixture wire = ofTheSet()) {
			wire.fetch("scale-set:orders");
			waiting.standby(false);
			assertThat(WireFixture.reasons(wire.after(STATUS).fetch("scale-set:orders")))
				.containsExactly("deallocated");
			waiting.start();
			assertThat(wire.after(STATUS).fetch("scale-set:orders").instances()).hasSize(2);
		}
	}

	@Test
	void theLastAnswerOfComputeHoldsWhileItIsThrottled() throws Exception {
		this.azure.scaleSet("orders").instances(3).instance(2).standby(true);
		try (WireFixture wire = ofTheSet()) {
			wire.fetch("scale-set:orders");
			this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.compute());
			SourceAnswer answer = wire.after(STATUS).fetch("scale-set:orders");
			assertThat(answer.instances()).hasSize(2);
			assertThat(WireFixture.reasons(answer)).containsExactly("in the standby pool");
		}
	}

	@Test
	void aVmUnknownToComputeIsAMember() throws Exception {
		this.azure.scaleSet("orders").instances(3).instance(2).standby(true);
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.FLEXIBLE_INSTANCE_LIST);
		try (WireFixture wire = ofTheSet()) {
			assertThat(wire.fetch("scale-set:orders").instances()).hasSize(3).allMatch(Instance::unconfirmed);
		}
	}

	@Test
	void aPooledVmIsInTheServiceOfItsTagsWithoutRightsOnTheSubscription() throws Exception {
		tagged(3).get(2).standby(true);
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup().id()));
		try (WireFixture wire = WireFixture.to(this.azure)) {
			assertThat(wire.fetch("tags").instances()).hasSize(3);
		}
	}

	private WireFixture ofTheSet() {
		return WireFixture.to(this.azure,
				AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080));
	}

	private List<SimulatedVm> tagged(int count) {
		return this.azure.scaleSet("orders")
			.eachInstance((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"))
			.instances(count)
			.instances();
	}

}
