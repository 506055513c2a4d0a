package io.github.azurediscovery.azure.lookup;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.AzureExample;
import io.github.azurediscovery.azure.arm.LoopbackArm;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.HealthStates;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.NicsByVm;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Real answers of Azure, read by the real SDK over HTTP, and joined. */
class RecordedAnswersTests {

	private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

	private static final ResourceListScope GROUP = new ResourceListScope(SUBSCRIPTION, "rg");

	private static final ResourceListScope WHOLE = new ResourceListScope(SUBSCRIPTION, null);

	private static final AzureResourceId SET = AzureResourceId.scaleSet(SUBSCRIPTION, "rgcovsee565105",
			"vmssed8453136b26b0");

	private final LoopbackArm arm = new LoopbackArm();

	@AfterEach
	void close() {
		this.arm.close();
	}

	private ArmClient answering(String example) {
		return this.arm.answers(AzureExample.of(example).recorded()).client();
	}

	@Test
	void sevenInterfacesAndThreeVmsGiveThreeInstancesAndFourRejections() throws Exception {
		this.arm.answers(this::overprovisionedSet);
		AzureServiceDefinition orders = AzureServiceDefinition.of("orders",
				new AzureServiceDefinition.ScaleSet(SET.toString()), 8080);
		AzureSettings defaults = AzureSettings.DEFAULT;
		AzureSettings settings = AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.arm.endpoint()))
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SUBSCRIPTION, SET.group()))
			.tags(defaults.tags().disabled())
			.timeout(Duration.ofSeconds(5))
			.services(List.of(orders))
			.build();
		try (AzureSources sources = AzureSources.builder(settings).build()) {
			SourceAnswer answer = sources.sources().get(0).fetch(new RefreshRound(1, java.time.Instant.now()));
			assertThat(answer.instances()).extracting(Instance::host)
				.containsExactlyInAnyOrder("172.16.1.6", "172.16.1.7", "172.16.1.9");
			assertThat(answer.instances()).extracting(Instance::vmId)
				.containsExactlyInAnyOrder("bc10e38e-a612-4eb1-bee2-51d49e3e014a",
						"b0dadd9f-e8ab-4c1d-b3b6-1111ba9cb090", "2c01b3b0-fded-4759-85b3-c337c0d31556");
			assertThat(answer.rejected()).hasSize(4)
				.allMatch((rejected) -> rejected.detail().startsWith("a network interface without a VM"));
		}
	}

	private LoopbackArm.Reply overprovisionedSet(URI uri) {
		String path = uri.getPath();
		if (path.endsWith("/networkInterfaces") && path.contains("virtualMachineScaleSets")) {
			return AzureExample.of("recorded/vmss-uniform-nic-list-overprovisioned.json").recorded();
		}
		if (path.endsWith("/virtualMachines")) {
			return AzureExample.of("recorded/vmss-uniform-vm-list.json").recorded();
		}
		if (path.endsWith(SET.name())) {
			return AzureExample.of("recorded/vmss-uniform-get.json").recorded();
		}
		return LoopbackArm.Reply.json(200, "{\"value\":[]}");
	}

	@Test
	void readsTheVmsOfAUniformSet() throws Exception {
		ArmRequestCounter counter = new ArmRequestCounter();
		List<VmDetails> vms = answering("recorded/vmss-uniform-vm-list.json").setVms(SET, counter);
		assertThat(vms).hasSize(3);
		assertThat(vms).extracting(VmDetails::name)
			.containsExactly("vmssed8453136b26b0_2", "vmssed8453136b26b0_3", "vmssed8453136b26b0_5");
		assertThat(vms).extracting((vm) -> vm.state().provisioning())
			.containsExactly("updating", "updating", "succeeded");
		assertThat(vms).extracting(VmDetails::size).containsOnly("Standard_D3_v2");
		assertThat(vms).extracting(VmDetails::scaleSet).containsOnly(SET);
		assertThat(vms).allMatch((vm) -> PlatformStatusReader.objection(vm) == null);
	}

	@Test
	void readsTheChargeOfAUniformList() throws Exception {
		ArmRequestCounter counter = new ArmRequestCounter();
		assertThat(answering("recorded/vmss-uniform-vm-list-request-charge.json").setVms(SET, counter)).hasSize(2);
		assertThat(counter.charge()).isEqualTo(4);
		assertThat(this.arm.reported()).singleElement()
			.satisfies((request) -> assertThat(request.remaining())
				.containsEntry("Microsoft.Compute/VMScaleSetVMViews3Min", 4992L)
				.containsEntry("Microsoft.Compute/HighCostGetVMScaleSet3Min", 178L)
				.containsEntry("subscription-reads", 11988L));
	}

	@Test
	void readsAScaleSet() throws Exception {
		ScaleSetModel set = answering("recorded/vmss-uniform-get.json").scaleSet(SET, new ArmRequestCounter());
		assertThat(set.isFlexible()).isFalse();
		assertThat(set.overprovision()).isTrue();
	}

	@Test
	void readsTheInterfacesOfAUniformSet() throws Exception {
		List<Nic> nics = answering("recorded/vmss-uniform-nic-list-overprovisioned.json").setNics(SET,
				new ArmRequestCounter());
		assertThat(nics).hasSize(7);
		assertThat(nics).extracting(Nic::primary).containsOnly(true, null);
		assertThat(NicsByVm.group(nics)).hasSize(7);
	}

	@Test
	void readsTheInterfacesOfOneInstance() throws Exception {
		List<Nic> nics = answering("recorded/vmss-uniform-vm-nic-list.json").setNics(SET, new ArmRequestCounter());
		assertThat(nics).hasSize(1);
		assertThat(nics.get(0).vm()).isNotNull();
	}

	@Test
	void readsTheInstanceViewOfAUniformInstance() throws Exception {
		String view = AzureExample.of("recorded/vmss-uniform-vm-instanceview.json").body().toString();
		this.arm.answers(LoopbackArm.Reply.json(200, "{\"value\":[{\"id\":\"" + SET
				+ "/virtualMachines/2\",\"properties\":{\"instanceView\":" + view + "}}]}"));
		VmDetails vm = this.arm.client().setVms(SET, new ArmRequestCounter()).get(0);
		assertThat(vm.state().power()).isEqualTo("running");
		assertThat(PlatformStatusReader.status(vm, HealthStates.BINARY)).isEqualTo(PlatformStatus.RUNNING);
	}

	@Test
	void readsAVmWithItsInstanceView() throws Exception {
		this.arm.answers(AzureExample.of("recorded/vm-get-expand-instanceview.json").asList());
		VmDetails vm = this.arm.client().vms(GROUP, new ArmRequestCounter()).get(0);
		assertThat(vm.state().power()).isEqualTo("running");
		assertThat(vm.name()).isEqualTo("myvm1");
		assertThat(vm.vmId()).isNotBlank();
	}

	@Test
	void readsTheVmsOfASubscription() throws Exception {
		List<VmDetails> vms = answering("recorded/vm-list-subscription.json").vms(WHOLE, new ArmRequestCounter());
		assertThat(vms).hasSize(24).extracting(VmDetails::vmId).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(vms).extracting((vm) -> vm.state().provisioning()).contains("creating", "updating", "succeeded");
	}

	@Test
	void readsTheVmsOfAGroup() throws Exception {
		assertThat(answering("recorded/vm-list-resource-group.json").vms(GROUP, new ArmRequestCounter())).hasSize(2)
			.allMatch((vm) -> vm.size() != null && vm.region() != null);
	}

	@Test
	void readsInterfacesWithTheirPublicAddresses() throws Exception {
		List<Nic> nics = answering("recorded/nic-list-with-public-ips.json").nics(GROUP, new ArmRequestCounter());
		Map<AzureResourceId, String> addresses = answering("recorded/public-ip-list-resource-group.json")
			.publicAddresses(GROUP, new ArmRequestCounter());
		assertThat(nics).hasSize(3);
		assertThat(nics).extracting((nic) -> addresses.get(nic.configurations().get(0).publicAddress()))
			.containsExactlyInAnyOrder("40.76.209.54", "40.76.202.22", "40.76.196.229");
	}

	@Test
	void readsThreeInterfacesOfOneVmThePrimaryFirst() throws Exception {
		List<Nic> nics = answering("recorded/nic-list-resource-group.json").nics(GROUP, new ArmRequestCounter());
		List<Nic> ofOne = NicsByVm.group(nics).values().iterator().next();
		assertThat(ofOne).hasSize(3);
		assertThat(ofOne.get(0).configurations().get(0).address()).isEqualTo("172.16.1.4");
	}

	@Test
	void readsInterfacesWithoutAVm() throws Exception {
		List<Nic> nics = answering("recorded/nic-list-subscription.json").nics(WHOLE, new ArmRequestCounter());
		assertThat(nics).hasSize(3).filteredOn((nic) -> nic.vm() == null).hasSize(1);
	}

	@Test
	void leavesOutPublicAddressesThatAreNotAssigned() throws Exception {
		assertThat(
				answering("recorded/public-ip-list-subscription.json").publicAddresses(WHOLE, new ArmRequestCounter()))
			.hasSize(2)
			.containsValues("40.112.212.105", "13.78.24.208");
	}

	@Test
	void readsTheListOfTheNewestSpecification() throws Exception {
		String body = AzureExample.of("compute/vmss-vm-list-2025-04-01-trimmed.json").specified().toString();
		this.arm.answers(LoopbackArm.Reply.json(200, body));
		List<VmDetails> vms = this.arm.client().setVms(SET, new ArmRequestCounter());
		assertThat(vms).extracting(VmDetails::vmId)
			.containsExactly("eb282db2-12d4-4fc6-8bd5-0c6473a4078c", "8cc48891-30a3-4f5a-9197-cb92168b7cb3");
		assertThat(vms).extracting(VmDetails::computerName).containsExactly("statustes000001", "statustes000002");
	}

	@Test
	void readsARefusalOfCompute() throws Exception {
		AzureExample refusal = AzureExample.of("errors/compute-429.json");
		this.arm.answers(LoopbackArm.Reply.json(429, refusal.document().path("body").toString(),
				Map.of("Retry-After", "1200", "x-ms-ratelimit-remaining-resource", "Microsoft.Compute/HighCostGet;0")));
		ArmClient lists = this.arm.client();
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> lists.vms(WHOLE, new ArmRequestCounter()))
			.withMessageContaining("throttled until")
			.withMessageContaining("OperationNotAllowed")
			.satisfies((ex) -> {
				assertThat(ex.kind()).isEqualTo(ArmAccessException.Kind.THROTTLED);
				assertThat(ex.notBefore()).isAfter(java.time.Instant.now().plusSeconds(1000));
			});
		assertThat(this.arm.requests()).hasSize(1);
	}

}
