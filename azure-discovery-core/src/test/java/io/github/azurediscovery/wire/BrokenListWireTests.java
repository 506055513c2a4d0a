package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Successful responses that are no lists, of every list that instances depend on. A
 * broken list of members or addresses fails the round; a broken list of states changes
 * nothing.
 */
@Timeout(60)
class BrokenListWireTests {

	/** More rounds than confirm that a VM is gone. */
	private static final int ROUNDS = 4;

	private final SimulatedAzure azure = SimulatedAzure.start().pageSize(4);

	@AfterEach
	void close() {
		this.azure.close();
	}

	static Stream<Arguments> bodies() {
		return Stream
			.of("{}", "{\"message\":\"please sign in\"}", "{\"error\":{\"code\":\"x\"}}", "{\"value\":null}",
					"{\"value\":{}}", "{\"value\":[null]}", "{\"value\":[{}]}", "{\"value\":[{\"id\":null}]}",
					"{\"value\":[{\"id\":\"no resource id\"}]}")
			.flatMap((body) -> Stream.of(EstateKind.values())
				.flatMap((estate) -> estate.lists().map((list) -> Arguments.of(body, estate, list))));
	}

	@ParameterizedTest(name = "{0}: {2} of {1}")
	@MethodSource("bodies")
	void anAnswerThatIsNotAListTakesNothingAway(String body, EstateKind estate, AzureOperation list) throws Exception {
		takesNothingAway(estate, list, AzureFault.of(body, (request, truth) -> json(body)));
	}

	static Stream<Arguments> lists() {
		return Stream.of(EstateKind.values())
			.flatMap((estate) -> estate.lists().map((list) -> Arguments.of(estate, list)));
	}

	@ParameterizedTest(name = "{1} of {0}")
	@MethodSource("lists")
	void aSecondPageThatIsNotAListTakesNothingAway(EstateKind estate, AzureOperation list) throws Exception {
		takesNothingAway(estate, list, AzureFault.of("broken page",
				(request, truth) -> request.query().containsKey("$skiptoken") ? json("{}") : truth.answer()));
	}

	private void takesNothingAway(EstateKind estate, AzureOperation list, AzureFault fault) throws Exception {
		List<SimulatedVm> vms = estate.ten(this.azure);
		for (int i = 0; i < vms.size(); i++) {
			vms.get(i).publicAddress("203.0.113." + (i + 1));
		}
		vms.get(9).deallocate();
		try (WireFixture wire = WireFixture.to(this.azure,
				WireFixture.settings(this.azure, TagSettings.DEFAULT, VmAddressKind.PUBLIC, estate.services()),
				(builder) -> builder)) {
			SourceAnswer before = wire.fetch(wire.names().get(0));
			assertThat(before.instances()).hasSize(9);
			assertThat(before.rejected()).singleElement()
				.satisfies((rejection) -> assertThat(rejection.detail()).contains("deallocated"));
			this.azure.fault(fault, list);
			if (list == AzureOperation.VM_LIST) {
				tagged(this.azure.vm("late")).publicAddress("203.0.113.99");
				wire.fetch(wire.names().get(0));
			}
			for (int round = 0; round < ROUNDS; round++) {
				failsOrKeeps(wire.after(Duration.ofMinutes(10)), list, before);
			}
			this.azure.clearFaults();
			SourceAnswer after = wire.after(Duration.ofMinutes(10)).fetch(wire.names().get(0));
			assertThat(after.instances()).containsAll(before.instances());
			assertThat(after.rejected()).isEqualTo(before.rejected());
		}
	}

	private void failsOrKeeps(WireFixture wire, AzureOperation list, SourceAnswer before) throws Exception {
		String source = wire.names().get(0);
		int asked = this.azure.requests().count(list);
		if (AzureOperation.status().contains(list)) {
			SourceAnswer during = wire.fetchOnDemand(source);
			assertThat(during.instances()).containsAll(before.instances());
			assertThat(during.rejected()).isEqualTo(before.rejected());
		}
		else {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetchOnDemand(source))
				.withMessageContaining("answered 200, but");
		}
		assertThat(this.azure.requests().count(list)).as("asked").isGreaterThan(asked);
	}

	private static SimulatedVm tagged(SimulatedVm vm) {
		return vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
	}

	private static HttpAnswer json(String body) {
		return HttpAnswer.text(200, "application/json; charset=utf-8", body);
	}

	/** How ten instances are found, and which lists they depend on. */
	enum EstateKind {

		TAGGED(AzureOperation.RESOURCE_LIST, AzureOperation.NIC_LIST, AzureOperation.PUBLIC_IP_LIST,
				AzureOperation.VM_LIST, AzureOperation.VM_STATUS_LIST) {
			@Override
			List<SimulatedVm> ten(SimulatedAzure azure) {
				return azure.resourceGroup().vms("orders", 10).stream().map(BrokenListWireTests::tagged).toList();
			}

			@Override
			AzureServiceDefinition[] services() {
				return new AzureServiceDefinition[0];
			}
		},
		UNIFORM(AzureOperation.UNIFORM_NIC_LIST, AzureOperation.UNIFORM_PUBLIC_IP_LIST,
				AzureOperation.UNIFORM_INSTANCE_LIST) {
			@Override
			List<SimulatedVm> ten(SimulatedAzure azure) {
				return azure.scaleSet("orders").uniform().instances(10).instances();
			}
		},
		FLEXIBLE(AzureOperation.RESOURCE_LIST, AzureOperation.NIC_LIST, AzureOperation.PUBLIC_IP_LIST,
				AzureOperation.FLEXIBLE_INSTANCE_LIST) {
			@Override
			List<SimulatedVm> ten(SimulatedAzure azure) {
				return azure.scaleSet("orders").flexible().instances(10).instances();
			}
		};

		private final Set<AzureOperation> lists;

		EstateKind(AzureOperation... lists) {
			this.lists = Set.of(lists);
		}

		Stream<AzureOperation> lists() {
			return this.lists.stream().sorted();
		}

		abstract List<SimulatedVm> ten(SimulatedAzure azure);

		AzureServiceDefinition[] services() {
			return new AzureServiceDefinition[] {
					AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080) };
		}

	}

}
