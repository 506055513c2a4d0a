package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A VM that is being created gets no calls before it is up, and then soon. */
class ResilientCreateWireTests {

	private static final Duration ROUND = Duration.ofSeconds(30);

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	static Stream<Arguments> withoutPowerState() {
		return Stream.of(SmallFleet.values())
			.flatMap((fleet) -> Stream.of(null, "unknown").map((power) -> Arguments.of(fleet, power)));
	}

	@ParameterizedTest
	@MethodSource("withoutPowerState")
	void aNewVmJoinsWithinAMinuteAfterItRuns(SmallFleet fleet, String power) throws Exception {
		fleet.three(this.azure);
		try (WireFixture wire = fleet.wire(this.azure)) {
			wire.fetch(fleet.source());
			SimulatedVm newcomer = fleet.fourth(this.azure).provisioningState("Creating").power(power);
			SourceAnswer answer = wire.after(ROUND).fetch(fleet.source());
			assertThat(answer.instances()).hasSize(3);
			assertThat(WireFixture.reasons(answer)).containsExactly("being created");
			newcomer.power("running");
			wire.after(ROUND).fetch(fleet.source());
			assertThat(wire.after(ROUND).fetch(fleet.source()).instances()).hasSize(4);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aMemberStaysIfAzureOmitsItsState(SmallFleet fleet) throws Exception {
		SimulatedVm member = fleet.three(this.azure).get(1);
		try (WireFixture wire = fleet.wire(this.azure)) {
			wire.fetch(fleet.source());
			member.provisioningState("Creating").power(null);
			assertThat(wire.after(ROUND.multipliedBy(4)).fetch(fleet.source()).instances()).hasSize(3);
			member.power("unknown");
			assertThat(wire.after(ROUND.multipliedBy(4)).fetch(fleet.source()).instances()).hasSize(3);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAGGED_VMS")
	void aRetriedCreationMakesANewVmEachTime(SmallFleet fleet) throws Exception {
		fleet.three(this.azure);
		try (WireFixture wire = fleet.wire(this.azure)) {
			wire.fetch(fleet.source());
			for (int tried = 0; tried < 3; tried++) {
				SimulatedVm stuck = fleet.fourth(this.azure).provisioningState("Creating").power(null);
				assertThat(wire.after(ROUND.multipliedBy(4)).fetch(fleet.source()).instances()).hasSize(3);
				stuck.delete();
			}
			fleet.fourth(this.azure);
			assertThat(wire.after(ROUND.multipliedBy(4)).fetch(fleet.source()).instances()).hasSize(4);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anEndlessCreationDoesNotBringStatusRoundsForwardForever(SmallFleet fleet) throws Exception {
		fleet.three(this.azure);
		fleet.fourth(this.azure).provisioningState("Creating").power(null);
		try (WireFixture wire = fleet.wire(this.azure)) {
			for (int i = 0; i < 20; i++) {
				wire.after(ROUND).fetch(fleet.source());
			}
			this.azure.requests().clear();
			for (int i = 0; i < 40; i++) {
				wire.after(ROUND).fetch(fleet.source());
			}
			assertThat(this.azure.requests().count(AzureOperation.status().toArray(AzureOperation[]::new)))
				.as("in 20 minutes, one in two")
				.isBetween(9, 11);
		}
	}

	@Test
	void anEndlessCreationDoesNotBringThemForwardForeverIfServicesSelectDifferentVms() throws Exception {
		this.azure.vm("stuck").tag("app", "one").provisioningState("Creating").power(null);
		this.azure.vm("well").tag("app", "two");
		try (WireFixture wire = WireFixture.to(this.azure, tagged("one"), tagged("two"))) {
			for (int i = 0; i < 20; i++) {
				wire.after(ROUND).fetchAll();
			}
			this.azure.requests().clear();
			for (int i = 0; i < 40; i++) {
				wire.after(ROUND).fetchAll();
			}
			assertThat(this.azure.requests().count(AzureOperation.VM_STATUS_LIST)).as("in 20 minutes, one in two")
				.isBetween(9, 11);
		}
	}

	private static AzureServiceDefinition tagged(String app) {
		return AzureServiceDefinition.of(app,
				new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("app", app))), 8080);
	}

}
