package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Absence must be said by Azure: what an answer proves, and what it does not. */
@Timeout(60)
class AnswerTruthWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void aScaleSetModelWithoutAnIdIsAFailure() {
		this.azure.scaleSet("orders").uniform();
		this.azure.fault(answer("{\"error\":{}}"), AzureOperation.SCALE_SET_GET);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("scale-set:orders"))
				.withMessageContaining("has no id");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aSetRecreatedInTheOtherModeIsReadInThatMode(boolean flexibleFirst) throws Exception {
		made(flexibleFirst, 2);
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			assertThat(wire.fetch("scale-set:orders").instances()).hasSize(2);
			this.azure.scaleSet("orders").delete();
			made(!flexibleFirst, 3);
			List<Instance> instances = List.of();
			for (int round = 0; round < 12 && instances.size() != 3; round++) {
				wire.after(Duration.ofSeconds(30));
				try {
					instances = wire.fetch("scale-set:orders").instances();
					assertThat(instances).as("round %d", round).isNotEmpty();
				}
				catch (SourceException ex) {
					assertThat(ex).hasMessageContaining("scale set");
				}
			}
			assertThat(instances).hasSize(3);
		}
	}

	@Test
	void theModelOfASetIsReadAgainFromTimeToTime() throws Exception {
		this.azure.scaleSet("orders").uniform().instances(2).instance(0).health("HealthState/unknown");
		try (WireFixture wire = WireFixture.to(this.azure, set("orders"))) {
			for (int minute = 0; minute < 150; minute++) {
				wire.after(Duration.ofMinutes(1)).fetch("scale-set:orders");
			}
			assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).isEqualTo(3);
		}
	}

	@Test
	void anInterfaceInAnotherGroupIsMatchedToItsVmIfBothGroupsAreInScope() throws Exception {
		SimulatedResourceGroup networks = this.azure.resourceGroup("rg-network");
		tagged(this.azure.resourceGroup("rg-apps"), 3).forEach((vm) -> vm.nic().in(networks));
		try (WireFixture wire = scoped(VmAddressKind.PRIVATE, "rg-apps", "rg-network")) {
			List<SourceAnswer> answers = wire.fetchAll();
			assertThat(answers.stream().flatMap((answer) -> answer.instances().stream())).hasSize(3);
			assertThat(answers.stream().flatMap((answer) -> answer.rejected().stream())).isEmpty();
			assertThat(this.azure.requests().count(AzureOperation.NIC_LIST)).as("once for each group").isEqualTo(2);
		}
	}

	@Test
	void aPublicAddressInAnotherGroupIsMatchedToItsVmIfBothGroupsAreInScope() throws Exception {
		SimulatedResourceGroup networks = this.azure.resourceGroup("rg-network");
		tagged(this.azure.resourceGroup("rg-apps"), 1).forEach((vm) -> {
			vm.publicAddress("203.0.113.7");
			vm.nic().in(networks);
		});
		try (WireFixture wire = scoped(VmAddressKind.PUBLIC, "rg-apps", "rg-network")) {
			assertThat(wire.fetchAll().get(0).instances()).extracting(Instance::host).containsExactly("203.0.113.7");
		}
	}

	@Test
	void theRejectionNamesTheGroupOfAnInterfaceOutsideTheScope() throws Exception {
		SimulatedResourceGroup networks = this.azure.resourceGroup("rg-network");
		tagged(this.azure.resourceGroup("rg-apps"), 1).forEach((vm) -> vm.nic().in(networks));
		try (WireFixture wire = scoped(VmAddressKind.PRIVATE, "rg-apps")) {
			assertThat(wire.fetch("tags").rejected()).singleElement()
				.extracting(Rejection::detail)
				.asString()
				.isEqualToIgnoringCase("no network interface in rg-apps; it lies in rg-network: "
						+ "add that group to azure.discovery.scope.resource-groups");
		}
	}

	@Test
	void twoSetsWithTheConfiguredNameAreAnErrorThatNamesBoth() {
		String first = this.azure.resourceGroup("a-sandbox").scaleSet("payments").uniform().instances(1).id();
		String second = this.azure.resourceGroup("production").scaleSet("payments").uniform().instances(2).id();
		try (WireFixture wire = scoped(VmAddressKind.PRIVATE, List.of(set("payments")), "*")) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("scale-set:payments"))
				.satisfies((ex) -> assertThat(ex.getMessage().toLowerCase(java.util.Locale.ROOT))
					.contains(first.toLowerCase(java.util.Locale.ROOT), second.toLowerCase(java.util.Locale.ROOT)))
				.withMessageContaining("resource id");
		}
	}

	@Test
	void theRejectionOfAVmDoesNotApplyToAnotherVmWithTheSameName() throws Exception {
		SimulatedVm stopped = tagged(this.azure.resourceGroup("rg-a"), 1).get(0);
		SimulatedVm running = tagged(this.azure.resourceGroup("rg-b"), 1).get(0);
		stopped.deallocate();
		try (WireFixture wire = scoped(VmAddressKind.PRIVATE, "*")) {
			SourceAnswer answer = wire.fetch("tags");
			Instance member = answer.instances().get(0);
			assertThat(member.vmId()).isEqualTo(running.vmId().toString());
			assertThat(answer.rejected()).singleElement().satisfies((rejection) -> {
				assertThat(rejection.name()).isEqualTo(member.name());
				assertThat(rejection.speaksOf(member)).isFalse();
			});
		}
	}

	@Test
	void anExcludedVmIsRejectedForEachOfItsServices() throws Exception {
		this.azure.vm("both")
			.tag("Discovery:Service:Name", "orders,billing")
			.tag("Discovery:Service:Port", "8080,9090")
			.tag("Out", "yes");
		TagSettings convention = TagSettings.DEFAULT;
		TagSettings tags = convention.toBuilder()
			.serviceId("{name}-{port}")
			.exclude(List.of(new ResourceTagMatch("Out", "yes")))
			.build();
		try (WireFixture wire = WireFixture.to(this.azure,
				WireFixture.settings(this.azure, tags, VmAddressKind.PRIVATE), (builder) -> builder)) {
			assertThat(wire.fetch("tags").rejected()).extracting(Rejection::service)
				.containsExactlyInAnyOrder("orders-8080", "billing-9090");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tags", "uniform", "flexible" })
	void processesStartedAtDifferentTimesAgreeOnInstanceIds(String kind) throws Exception {
		AzureServiceDefinition[] services = kind.equals("tags") ? new AzureServiceDefinition[0]
				: new AzureServiceDefinition[] { set("orders") };
		String source = kind.equals("tags") ? "tags" : "scale-set:orders";
		if (kind.equals("tags")) {
			tagged(this.azure.resourceGroup(), 2);
		}
		else {
			made(kind.equals("flexible"), 2);
			this.azure.scaleSet("orders").overprovision(false);
		}
		WireFixture early = WireFixture.to(this.azure, services);
		early.fetch(source);
		if (kind.equals("tags")) {
			tagged(this.azure.resourceGroup(), 4);
		}
		else {
			this.azure.scaleSet("orders").scaleOut(2);
		}
		Set<String> between = ids(early.after(Duration.ofSeconds(30)).fetch(source));
		try (WireFixture late = WireFixture.to(this.azure, services)) {
			Set<String> fresh = ids(late.fetch(source));
			assertThat(fresh).hasSize(4);
			assertThat(fresh).containsAll(between);
			assertThat(ids(early.after(Duration.ofMinutes(3)).fetch(source))).isEqualTo(fresh);
		}
		early.stop();
	}

	@Test
	void aServerErrorFollowedByABrokenConnectionIsNotReportedAsAnInvalidAnswer() {
		tagged(this.azure.resourceGroup(), 1);
		this.azure.fault(AzureFault.status(500).once(), AzureOperation.RESOURCE_LIST);
		this.azure.fault(AzureFault.dropped(), AzureOperation.RESOURCE_LIST);
		try (WireFixture wire = WireFixture.to(this.azure)) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.satisfies((ex) -> assertThat(ex.reason()).isNotEqualTo(SourceException.Reason.INVALID))
				.withMessageNotContaining("policies");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "999999999999999999999", "9223372036854775807", "soon",
			"Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT" })
	void retryAfterIsCappedAtOneHour(String retryAfter) throws Exception {
		tagged(this.azure.resourceGroup(), 1);
		try (WireFixture wire = WireFixture.to(this.azure)) {
			this.azure.fault(
					AzureFault
						.of("429",
								(request, truth) -> HttpAnswer.json(429, java.util.Map.of())
									.header("Retry-After", retryAfter)
									.header("x-ms-request-charge", "-99999999999"))
						.once(),
					AzureOperation.RESOURCE_LIST);
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SourceException.Reason.THROTTLED));
			assertThat(wire.after(Duration.ofHours(1)).fetch("tags").instances()).hasSize(1);
		}
	}

	@Test
	void aClockSetBackDelaysNoStatusAndAThrottleByItsOwnLengthAtMost() throws Exception {
		SimulatedVm vm = tagged(this.azure.resourceGroup(), 2).get(0);
		try (WireFixture wire = WireFixture.to(this.azure)) {
			wire.fetch("tags");
			vm.deallocate();
			assertThat(wire.after(Duration.ofHours(-2)).fetch("tags").instances()).hasSize(1);
			this.azure.fault(AzureFault.throttled(Duration.ofMinutes(10)).once(), AzureOperation.RESOURCE_LIST);
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"));
			wire.after(Duration.ofHours(-2));
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"));
			assertThat(wire.after(Duration.ofMinutes(10)).fetch("tags").instances()).hasSize(1);
		}
	}

	private void made(boolean flexible, int instances) {
		var set = this.azure.scaleSet("orders");
		(flexible ? set.flexible() : set.uniform()).instances(instances);
	}

	private static List<SimulatedVm> tagged(SimulatedResourceGroup group, int count) {
		return group.vms("orders", count)
			.stream()
			.map((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"))
			.toList();
	}

	private static AzureServiceDefinition set(String name) {
		return AzureServiceDefinition.of(name, new AzureServiceDefinition.ScaleSet(name), 8080);
	}

	private static Set<String> ids(SourceAnswer answer) {
		return answer.instances().stream().map(Instance::id).collect(Collectors.toSet());
	}

	private static AzureFault answer(String body) {
		return AzureFault.of(body, (request, truth) -> HttpAnswer.text(200, "application/json; charset=utf-8", body));
	}

	private WireFixture scoped(VmAddressKind address, String... groups) {
		return scoped(address, List.of(), groups);
	}

	private WireFixture scoped(VmAddressKind address, List<AzureServiceDefinition> services, String... groups) {
		ScopeSettings scope = ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, groups);
		return WireFixture.to(this.azure, WireFixture.settings(this.azure, scope, TagSettings.DEFAULT, address,
				services.toArray(AzureServiceDefinition[]::new)), (builder) -> builder);
	}

}
