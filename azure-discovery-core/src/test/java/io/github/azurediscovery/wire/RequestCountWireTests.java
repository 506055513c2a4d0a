package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How many requests a round takes, whatever the number of VMs. */
class RequestCountWireTests {

	static Stream<Arguments> fleets() {
		return Arrays.stream(Fleet.values())
			.flatMap((fleet) -> Stream.of(10, 100, 1000).map((count) -> Arguments.of(fleet, count)));
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("fleets")
	void requestsThePagesAndNothingElse(Fleet fleet, int count) throws Exception {
		SimulatedAzure azure = SimulatedAzure.start().pageSize(100);
		fleet.create(azure, count);
		int pages = (count + 99) / 100;
		int membership = 2 * pages + 2;
		int status = 2 * pages + 1;
		try (WireFixture wire = WireFixture.to(azure, fleet.services())) {
			assertThat(requests(wire, count)).as("first round").isLessThanOrEqualTo(membership + status);
			assertThat(requests(wire.after(Duration.ofSeconds(30)), count)).as("membership round")
				.isLessThanOrEqualTo(membership);
			assertThat(requests(wire.after(Duration.ofMinutes(2)), count)).as("status round")
				.isLessThanOrEqualTo(membership + status);
			assertThat(azure.requests().maxInFlight()).isLessThanOrEqualTo(8);
			assertThat(azure.requests().connections()).as("connections").isLessThanOrEqualTo(8);
		}
	}

	private int requests(WireFixture wire, int instances) throws Exception {
		wire.azure.requests().clear();
		List<SourceAnswer> answers = wire.fetchAll();
		assertThat(answers.stream().mapToInt((answer) -> answer.instances().size()).sum()).isEqualTo(instances);
		int sent = wire.azure.requests().count(AzureOperation.arm());
		assertThat(answers.stream().mapToInt(SourceAnswer::requests).sum()).as("requests told").isEqualTo(sent);
		return sent;
	}

	@ParameterizedTest
	@org.junit.jupiter.params.provider.ValueSource(ints = { 1, 10 })
	void requestsDoNotDependOnTheNumberOfServices(int services) throws Exception {
		SimulatedAzure azure = SimulatedAzure.start();
		AzureServiceDefinition[] lookups = new AzureServiceDefinition[services];
		for (int i = 0; i < services; i++) {
			lookups[i] = AzureServiceDefinition.of("service-" + i,
					new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("app", "service-" + i))), 8080);
			azure.vm("vm-" + i).tag("app", "service-" + i);
		}
		try (WireFixture wire = WireFixture.to(azure, lookups)) {
			assertThat(requests(wire, services)).isEqualTo(4);
			assertThat(requests(wire, services)).isEqualTo(2);
		}
	}

	enum Fleet {

		TAGGED_VMS {

			@Override
			void create(SimulatedAzure azure, int count) {
				for (SimulatedVm vm : azure.resourceGroup().vms("orders-", count)) {
					vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
				}
			}

			@Override
			AzureServiceDefinition[] services() {
				return new AzureServiceDefinition[0];
			}

		},

		UNIFORM_SET {

			@Override
			void create(SimulatedAzure azure, int count) {
				azure.scaleSet("orders").uniform().instances(count);
			}

		},

		FLEXIBLE_SET {

			@Override
			void create(SimulatedAzure azure, int count) {
				azure.scaleSet("orders").flexible().instances(count);
			}

		};

		abstract void create(SimulatedAzure azure, int count);

		AzureServiceDefinition[] services() {
			return new AzureServiceDefinition[] {
					AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080) };
		}

	}

}
