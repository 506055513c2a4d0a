package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a source answers, or why it does not, while Azure has a fault: ten tagged VMs. */
class FaultWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final WireFixture wire = WireFixture.to(this.azure);

	private List<SimulatedVm> vms;

	@BeforeEach
	void tenVms() {
		this.vms = this.azure.resourceGroup().vms("orders-", 10);
		this.vms.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
	}

	@AfterEach
	void close() {
		this.wire.close();
	}

	static Stream<AzureFault> brokenLists() {
		return Stream.of(AzureFault.status(500), AzureFault.throttled(Duration.ofSeconds(60)), AzureFault.dropped(),
				AzureFault.truncated(), AzureFault.malformed(), AzureFault.html(), AzureFault.loopingNextLink(),
				AzureFault.nextLinkTo("http://127.0.0.1:9"));
	}

	@ParameterizedTest
	@MethodSource("brokenLists")
	void aBrokenMembershipListIsAFailureAndNotAnEmptyAnswer(AzureFault fault) throws Exception {
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		this.azure.fault(fault, AzureOperation.NIC_LIST);
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> this.wire.fetch("tags"))
			.satisfies((ex) -> assertThat(ex.isForbidden()).isFalse());
		this.azure.clearFaults();
		assertThat(this.wire.after(Duration.ofMinutes(2)).fetch("tags").instances()).hasSize(10);
	}

	@ParameterizedTest
	@MethodSource("brokenLists")
	void aStatusListThatFailsFromTheStartHidesNoInstance(AzureFault fault) throws Exception {
		this.azure.fault(fault, AzureOperation.status());
		for (int round = 0; round < 5; round++) {
			assertThat(this.wire.after(Duration.ofSeconds(30)).fetch("tags").instances()).hasSize(10);
		}
		List<String> ids = ids();
		this.azure.clearFaults();
		assertThat(this.wire.after(Duration.ofMinutes(20)).fetch("tags").instances()).hasSize(10);
		assertThat(ids()).as("to learn more about a VM is no replacement").isEqualTo(ids);
		assertThat(this.wire.fetch("tags").instances()).extracting((instance) -> instance.vmId())
			.containsExactlyInAnyOrderElementsOf(this.vms.stream().map((vm) -> vm.vmId().toString()).toList());
	}

	private List<String> ids() throws Exception {
		return this.wire.fetch("tags").instances().stream().map((instance) -> instance.id()).toList();
	}

	@Test
	void aThrottledListIsNotRequestedBeforeItsRetryAfter() throws Exception {
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(90)).once(), AzureOperation.NIC_LIST);
		SourceException refused = catchThrowableOfType(SourceException.class, () -> this.wire.fetch("tags"));
		assertThat(refused.notBefore()).isNotNull();
		this.azure.requests().clear();
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> this.wire.after(Duration.ofSeconds(60)).fetch("tags"));
		assertThat(this.azure.requests().count(AzureOperation.NIC_LIST)).isZero();
		assertThat(this.wire.after(Duration.ofSeconds(31)).fetch("tags").instances()).hasSize(10);
	}

	@Test
	void computeIsNotAskedBeforeItsRetryAfter() throws Exception {
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(600)), AzureOperation.compute());
		this.wire.fetch("tags");
		this.azure.requests().clear();
		for (int round = 0; round < 18; round++) {
			this.wire.after(Duration.ofSeconds(30)).fetch("tags");
		}
		assertThat(this.azure.requests().count(AzureOperation.compute())).isZero();
	}

	@Test
	void theAddressOfAMissingInterfaceIsKeptForTwoAnswers() throws Exception {
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		this.vms.get(3).nic().listed(false);
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		SourceAnswer answer = this.wire.fetch("tags");
		assertThat(answer.instances()).hasSize(9);
		assertThat(answer.rejected()).singleElement().satisfies((rejected) -> {
			assertThat(rejected.name()).isEqualTo(this.vms.get(3).name());
			assertThat(rejected.service()).isEqualTo("orders");
			assertThat(rejected.detail()).startsWith("no network interface in ");
		});
	}

	@Test
	void aDeallocatedVmIsNotAMember() throws Exception {
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		this.vms.get(0).deallocate();
		SourceAnswer answer = this.wire.after(Duration.ofMinutes(2)).fetch("tags");
		assertThat(answer.instances()).hasSize(9);
		assertThat(WireFixture.reasons(answer)).containsExactly("deallocated");
		this.vms.get(0).start();
		assertThat(this.wire.after(Duration.ofMinutes(3)).fetch("tags").instances()).hasSize(10);
	}

	@Test
	void emptyListsAreASuccessfulAnswer() throws Exception {
		this.wire.fetch("tags");
		this.azure.fault(AzureFault.empty(), AzureOperation.RESOURCE_LIST, AzureOperation.NIC_LIST);
		assertThat(this.wire.fetch("tags").instances()).isEmpty();
	}

	@Test
	void aReplacedFleetIsSeenAtOnceIfItsStatusIsKnown() throws Exception {
		List<String> before = ids();
		this.azure.change(() -> {
			this.vms.forEach(SimulatedVm::delete);
			this.azure.resourceGroup()
				.vms("green-", 10)
				.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
		});
		assertThat(ids()).hasSize(10).doesNotContainAnyElementsOf(before);
	}

	@Test
	void membershipIsCompleteWithoutTheRightToReadPowerStates() throws Exception {
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup().id()));
		this.vms.get(0).deallocate();
		SourceAnswer answer = this.wire.fetch("tags");
		assertThat(answer.instances()).hasSize(10)
			.allMatch((instance) -> instance.zone() == null || !instance.zone().isBlank());
		this.azure.requests().clear();
		this.wire.after(Duration.ofSeconds(59)).fetch("tags");
		assertThat(this.azure.requests().count(AzureOperation.VM_STATUS_LIST)).isZero();
	}

	@Test
	void aNewlyGrantedRightIsUsedWithinTwoStatusRounds() throws Exception {
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup().id()));
		this.vms.get(0).deallocate();
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		this.azure.access().clear();
		assertThat(this.wire.after(Duration.ofMinutes(2)).fetch("tags").instances()).hasSize(9);
	}

	@Test
	void aNewlyGrantedRightIsUsedAtOnceOnDemand() throws Exception {
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup().id()));
		this.vms.get(0).deallocate();
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
		this.azure.access().clear();
		assertThat(this.wire.after(Duration.ofSeconds(6)).fetchOnDemand("tags").instances()).hasSize(9);
	}

	@Test
	void aRefusedListIsRequestedLessAndLessOften() throws Exception {
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup().id()));
		for (int minute = 0; minute < 240; minute++) {
			this.wire.after(Duration.ofMinutes(1)).fetch("tags");
		}
		assertThat(this.azure.requests().count(AzureOperation.VM_STATUS_LIST)).isBetween(8, 10);
	}

	@Test
	void withoutAnyRightTheSourceIsDeniedAndNamesActionAndRole() {
		this.azure.access().defaultRights(ReadRights.EVERYTHING.without("Microsoft.Network/networkInterfaces/read"));
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> this.wire.fetch("tags"))
			.withMessageContaining("Microsoft.Network/networkInterfaces/read")
			.withMessageContaining("Reader")
			.satisfies((ex) -> assertThat(ex.isForbidden()).isTrue());
		assertThat(this.wire.source("tags").optional()).isTrue();
	}

	@Test
	void aListWhoseContinuationExpiredIsReadFromTheStart() throws Exception {
		this.azure.pageSize(3).fault(AzureFault.expiredSkipToken().once(), AzureOperation.NIC_LIST);
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
	}

	@Test
	void anEmptyPageInTheMiddleIsFollowed() throws Exception {
		this.azure.pageSize(3).fault(AzureFault.emptyPage(), AzureOperation.RESOURCE_LIST, AzureOperation.NIC_LIST);
		assertThat(this.wire.fetch("tags").instances()).hasSize(10);
	}

	@Test
	void aFailingScopeDoesNotAffectTheOther() throws Exception {
		try (SimulatedAzure two = SimulatedAzure.start()) {
			for (String group : List.of("a", "b")) {
				two.resourceGroup(group)
					.vm("vm-" + group)
					.tag("Discovery:Service:Name", "orders")
					.tag("Discovery:Service:Port", "8080");
			}
			ScopeSettings scope = ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, "a", "b");
			WireFixture both = WireFixture.to(two,
					WireFixture.settings(two, scope, TagSettings.DEFAULT, VmAddressKind.PRIVATE), (builder) -> builder);
			assertThat(both.names()).containsExactly("tags@a", "tags@b");
			two.fault(AzureFault.status(500).onPath("resourceGroups/b"), AzureOperation.NIC_LIST);
			assertThat(both.fetch("tags@a").instances()).hasSize(1);
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> both.fetch("tags@b"));
			both.close();
		}
	}

	@Test
	void aFailingSubscriptionDoesNotAffectTheOther() throws Exception {
		try (SimulatedAzure two = SimulatedAzure.start()) {
			for (String subscription : List.of(SimulatedAzure.SUBSCRIPTION, "other")) {
				two.subscription(subscription)
					.resourceGroup("shop")
					.vm("vm-" + subscription)
					.tag("Discovery:Service:Name", "orders")
					.tag("Discovery:Service:Port", "8080");
			}
			ScopeSettings scope = new ScopeSettings(List.of(SimulatedAzure.SUBSCRIPTION, "other"), List.of("shop"),
					List.of());
			try (WireFixture both = WireFixture.to(two,
					WireFixture.settings(two, scope, TagSettings.DEFAULT, VmAddressKind.PRIVATE),
					(builder) -> builder)) {
				String own = both.names().get(0);
				String other = both.names().get(1);
				assertThat(WireFixture.names(both.fetch(own))).containsExactly("vm-" + SimulatedAzure.SUBSCRIPTION);
				assertThat(WireFixture.names(both.fetch(other))).containsExactly("vm-other");
				two.fault(AzureFault.status(500).onPath("subscriptions/other"), AzureOperation.NIC_LIST);
				assertThat(both.fetch(own).instances()).hasSize(1);
				assertThatExceptionOfType(SourceException.class).isThrownBy(() -> both.fetch(other));
			}
		}
	}

	@Test
	void anUnreadableScaleSetDoesNotAffectTheOthers() throws Exception {
		this.azure.scaleSet("payments")
			.uniform()
			.tag("Discovery:Service:Name", "payments")
			.tag("Discovery:Service:Port", "9090")
			.instances(2);
		assertThat(this.wire.fetch("tags").instances()).hasSize(12);
		this.azure.fault(AzureFault.status(500), AzureOperation.UNIFORM_NIC_LIST);
		SourceAnswer answer = this.wire.fetch("tags");
		assertThat(answer.instances()).hasSize(12);
		assertThat(answer.rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.detail()).contains("could not read the scale set"));
	}

}
