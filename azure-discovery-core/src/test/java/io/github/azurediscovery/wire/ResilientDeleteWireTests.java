package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A deletion that Azure tries again alternates between deleting and failed; the VM leaves
 * once, and is not listed again in between, which would also revive it after its
 * farewell.
 */
class ResilientDeleteWireTests {

	private static final Duration STATUS = Duration.ofMinutes(2);

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@ParameterizedTest
	@EnumSource
	void aVmBeingDeletedStaysOutBetweenRetries(SmallFleet fleet) throws Exception {
		SimulatedVm leaving = fleet.three(this.azure).get(1);
		try (WireFixture wire = fleet.wire(this.azure)) {
			assertThat(wire.fetch(fleet.source()).instances()).hasSize(3);
			for (String state : List.of("Deleting", "Failed", "Deleting", "Failed", "Failed")) {
				leaving.provisioningState(state);
				SourceAnswer answer = wire.after(STATUS).fetch(fleet.source());
				assertThat(answer.instances()).as(state).hasSize(2);
				assertThat(WireFixture.reasons(answer)).as(state).containsExactly("being deleted");
			}
			leaving.delete();
			SourceAnswer answer = wire.after(STATUS).fetch(fleet.source());
			assertThat(answer.instances()).hasSize(2);
			assertThat(answer.rejected()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aVmWhoseDeletionFailedJoinsAgain(SmallFleet fleet) throws Exception {
		SimulatedVm kept = fleet.three(this.azure).get(1);
		try (WireFixture wire = fleet.wire(this.azure)) {
			kept.provisioningState("Deleting");
			assertThat(wire.fetch(fleet.source()).instances()).hasSize(2);
			kept.provisioningState("Failed");
			assertThat(wire.after(STATUS).fetch(fleet.source()).instances()).hasSize(2);
			kept.provisioningState("Updating");
			assertThat(wire.after(STATUS).fetch(fleet.source()).instances()).hasSize(3);
		}
	}

	@Test
	void anotherVmWithTheSameNameIsNotTreatedAsBeingDeleted() throws Exception {
		SmallFleet fleet = SmallFleet.TAGGED_VMS;
		SimulatedVm leaving = fleet.three(this.azure).get(1);
		try (WireFixture wire = fleet.wire(this.azure)) {
			leaving.provisioningState("Deleting");
			assertThat(wire.fetch(fleet.source()).instances()).hasSize(2);
			leaving.delete();
			SmallFleet.tagged(this.azure.vm(leaving.name())).provisioningState("Failed");
			assertThat(wire.after(STATUS).fetch(fleet.source()).instances()).hasSize(3);
		}
	}

	@Test
	void withoutPowerStatesTheModelsShowADeletion() throws Exception {
		SmallFleet fleet = SmallFleet.TAGGED_VMS;
		SimulatedVm leaving = fleet.three(this.azure).get(1);
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup().id()));
		try (WireFixture wire = fleet.wire(this.azure)) {
			leaving.provisioningState("Deleting");
			assertThat(wire.fetch(fleet.source()).instances()).hasSize(2);
			leaving.provisioningState("Failed");
			for (int i = 0; i < 20; i++) {
				assertThat(wire.after(STATUS).fetch(fleet.source()).instances()).hasSize(2);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "InProgress", "In Progress" })
	void theListOfAUniformSetShowsADeletionThatWasNeverObserved(String inProgress) throws Exception {
		SimulatedVm leaving = SmallFleet.UNIFORM_SET.three(this.azure).get(1);
		leaving.provisioningState("Failed").resilientDeletion(inProgress);
		try (WireFixture wire = SmallFleet.UNIFORM_SET.wire(this.azure)) {
			assertThat(WireFixture.reasons(wire.fetch("scale-set:orders"))).containsExactly("being deleted");
			leaving.resilientDeletion("Failed");
			assertThat(WireFixture.reasons(wire.after(STATUS).fetch("scale-set:orders")))
				.containsExactly("being deleted");
		}
	}

}
