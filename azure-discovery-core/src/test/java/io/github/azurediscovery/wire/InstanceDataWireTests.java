package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** What an instance says about itself, and who is selected. */
class InstanceDataWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	private SourceAnswer tags(TagSettings tags, VmAddressKind address) throws Exception {
		WireFixture wire = WireFixture.to(this.azure, WireFixture.settings(this.azure, tags, address),
				(builder) -> builder);
		try {
			return wire.fetch("tags");
		}
		finally {
			wire.stop();
		}
	}

	private SourceAnswer tags() throws Exception {
		return tags(TagSettings.DEFAULT, VmAddressKind.PRIVATE);
	}

	private SimulatedVm orders(String name) {
		return this.azure.vm(name).tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
	}

	@Test
	void aVmCanServeSeveralServices() throws Exception {
		SimulatedVm vm = this.azure.vm("both")
			.tag("Discovery:Service:Name", "orders, admin")
			.tag("Discovery:Service:Port", "8080,9090");
		String id = WireFixture.instanceId(vm);
		assertThat(tags().instances()).extracting(Instance::service, Instance::port, Instance::id, Instance::vmId)
			.containsExactlyInAnyOrder(tuple("orders", 8080, id + ":8080", vm.vmId().toString()),
					tuple("admin", 9090, id + ":9090", vm.vmId().toString()));
	}

	@Test
	void vmsTaggedForHaproxyAreFoundUnchanged() throws Exception {
		this.azure.vm("vm")
			.tag("HAProxy:Service:Name", "Orders_API")
			.tag("HAProxy:Service:Port", "80")
			.tag("HAProxy:Instance:Port", "8081");
		assertThat(tags(TagSettings.ofPrefix("HAProxy"), VmAddressKind.PRIVATE).instances()).singleElement()
			.satisfies((instance) -> {
				assertThat(instance.service()).isEqualTo("orders-api");
				assertThat(instance.port()).isEqualTo(8081);
			});
	}

	@Test
	void tagNamesAreComparedIgnoringCase() throws Exception {
		this.azure.vm("vm").tag("discovery:service:NAME", "orders").tag("DISCOVERY:Service:Port", "8080");
		assertThat(tags().instances()).hasSize(1);
	}

	@Test
	void ipv6AddressesAreWrittenInBrackets() throws Exception {
		orders("vm").ipv6Address("fd00::4");
		SourceAnswer answer = tags(TagSettings.DEFAULT, VmAddressKind.PRIVATE_IPV6);
		assertThat(answer.instances()).singleElement().satisfies((instance) -> {
			assertThat(instance.host()).isEqualTo("[fd00::4]");
			assertThat(instance.addresses().privates()).contains("fd00::4");
		});
	}

	@Test
	void aVmThatJoinsWhenPowerStatesAreDueGetsItsZone() throws Exception {
		orders("old").zone("1");
		try (WireFixture wire = WireFixture.to(this.azure)) {
			wire.fetch("tags");
			orders("new").zone("2");
			wire.after(Duration.ofMinutes(10)).fetch("tags");
			assertThat(wire.after(Duration.ofMinutes(1)).fetch("tags").instances())
				.extracting(Instance::name, Instance::zone)
				.containsExactlyInAnyOrder(tuple("old", "1"), tuple("new", "2"));
		}
	}

	@Test
	void publicAddressesAreListedOnlyIfConfigured() throws Exception {
		orders("with").publicAddress("20.1.2.3");
		orders("without");
		SourceAnswer answer = tags(TagSettings.DEFAULT, VmAddressKind.PUBLIC);
		assertThat(answer.instances()).extracting(Instance::host).containsExactly("20.1.2.3");
		assertThat(WireFixture.reasons(answer)).containsExactly("no public address");
		this.azure.requests().clear();
		assertThat(tags().instances()).hasSize(2).allMatch((instance) -> instance.addresses().publics().isEmpty());
	}

	@Test
	void publicAddressesOfAUniformSetAreMatchedToItsInstances() throws Exception {
		this.azure.scaleSet("set")
			.uniform()
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.instances(2)
			.instance(0)
			.publicAddress("20.1.2.3");
		SourceAnswer answer = tags(TagSettings.DEFAULT, VmAddressKind.PUBLIC);
		assertThat(answer.instances()).extracting(Instance::host).containsExactly("20.1.2.3");
	}

	@Test
	void hostNamesAreThoseOfTheVirtualNetwork() throws Exception {
		orders("vm").computerName("orders-host");
		assertThat(tags(TagSettings.DEFAULT, VmAddressKind.HOSTNAME).instances()).singleElement()
			.satisfies((instance) -> assertThat(instance.host()).startsWith("orders-host"));
	}

	@Test
	void thePrimaryInterfaceIsUsed() throws Exception {
		SimulatedVm vm = orders("vm");
		vm.nic().primary(false).address("10.0.0.5");
		vm.nic("second").primary(true).address("10.0.9.9");
		assertThat(tags().instances()).singleElement().satisfies((instance) -> {
			assertThat(instance.host()).isEqualTo("10.0.9.9");
			assertThat(instance.addresses().privates()).containsExactly("10.0.9.9", "10.0.0.5");
		});
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.16/28,28", "10.0.0.16/28,", "10.0.0.16,28" })
	void anAddressBlockIsNotUsedAsAnAddress(String block, Integer prefixLength) throws Exception {
		SimulatedVm both = orders("both");
		both.nic().ipConfiguration("ipconfig1").address(block).prefixLength(prefixLength).primary(false);
		both.nic().ipConfiguration("ipconfig2").address("10.0.0.4").primary(false);
		orders("block").nic().ipConfiguration("ipconfig1").address(block).prefixLength(prefixLength);
		SourceAnswer answer = tags();
		assertThat(answer.instances()).singleElement().satisfies((instance) -> {
			assertThat(instance.host()).isEqualTo("10.0.0.4");
			assertThat(instance.addresses().privates()).containsExactly("10.0.0.4");
		});
		assertThat(WireFixture.reasons(answer)).containsExactly("no private IPv4 address");
	}

	@Test
	void anIpv6AddressBlockIsNotUsedAsAnAddress() throws Exception {
		orders("vm").ipv6Address("fd00::4").nic().ipConfiguration("block").address("fd00:1::/80").prefixLength(80);
		assertThat(tags(TagSettings.DEFAULT, VmAddressKind.PRIVATE_IPV6).instances()).singleElement()
			.satisfies((instance) -> assertThat(instance.addresses().privates()).doesNotContain("fd00:1::/80"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hibernating", "hibernated" })
	void aHibernatedVmIsNotAMember(String power) throws Exception {
		orders("awake");
		orders("by-power").power(power);
		orders("by-hibernation").hibernate();
		SourceAnswer answer = tags();
		assertThat(answer.instances()).extracting(Instance::name).containsExactly("awake");
		assertThat(WireFixture.reasons(answer)).containsExactly("deallocated", power);
	}

	@Test
	void invalidItemsAreRejectedWithAReasonAndDoNotAffectOthers() throws Exception {
		orders("good");
		this.azure.vm("no-port").tag("Discovery:Service:Name", "orders");
		this.azure.vm("bad-port").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "http");
		this.azure.vm("high-port").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "65536");
		this.azure.vm("bad-name").tag("Discovery:Service:Name", "***").tag("Discovery:Service:Port", "1");
		orders("stopped").stop();
		orders("leaving").provisioningState("Deleting");
		SourceAnswer answer = tags();
		assertThat(answer.instances()).extracting(Instance::name).containsExactly("good");
		assertThat(answer.rejected()).extracting((rejected) -> rejected.name())
			.containsExactly("bad-name", "bad-port", "high-port", "leaving", "no-port", "stopped");
		assertThat(WireFixture.reasons(answer)).anyMatch((reason) -> reason.startsWith("bad port 'http'"))
			.anyMatch((reason) -> reason.startsWith("no port for service orders"))
			.anyMatch((reason) -> reason.contains("valid host name"))
			.contains("stopped", "being deleted");
	}

	@Test
	void includedAndExcludedTagsSelectVms() throws Exception {
		orders("blue").tag("colour", "blue");
		orders("green").tag("colour", "green").tag("canary", "true");
		orders("plain");
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = d.toBuilder().include(List.of(new ResourceTagMatch("colour", "green"))).build();
		assertThat(WireFixture.names(tags(settings, VmAddressKind.PRIVATE))).containsExactly("green");
		settings = d.toBuilder().exclude(List.of(new ResourceTagMatch("canary", "true"))).build();
		SourceAnswer answer = tags(settings, VmAddressKind.PRIVATE);
		assertThat(WireFixture.names(answer)).containsExactly("blue", "plain");
		assertThat(WireFixture.reasons(answer)).containsExactly("excluded by tag canary=true");
	}

	@Test
	void metadataComesOnlyFromPrefixedAndListedTagsAndControlsNoOtherLibrary() throws Exception {
		orders("vm").tag("Discovery:Metadata:hint", "canary")
			.tag("Discovery:Metadata:user", "root")
			.tag("Discovery:Metadata:Password", "secret")
			.tag("Discovery:Metadata:configPath", "/evil")
			.tag("Discovery:Instance:Weight", "5")
			.tag("Discovery:Management:Port", "9001")
			.tag("Discovery:Management:Path", "/manage")
			.tag("team", "checkout")
			.tag("cost-centre", "42")
			.zone("3");
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = d.toBuilder().metadata(List.of("te*")).build();
		assertThat(tags(settings, VmAddressKind.PRIVATE).instances().get(0).metadata()).containsEntry("hint", "canary")
			.containsEntry("weight", "5")
			.containsEntry("management.port", "9001")
			.containsEntry("management.context-path", "/manage")
			.containsEntry("team", "checkout")
			.containsEntry("zone", "3")
			.containsEntry("resource-group", "shop")
			.doesNotContainKeys("user", "password", "Password", "configPath", "cost-centre");
	}

	@Test
	void changedTagsAreSeenInTheNextRound() throws Exception {
		SimulatedVm vm = orders("vm");
		try (WireFixture wire = WireFixture.to(this.azure)) {
			assertThat(wire.fetch("tags").instances().get(0).port()).isEqualTo(8080);
			vm.tag("Discovery:Instance:Port", "8090").address("10.7.7.7");
			assertThat(WireFixture.hosts(wire.fetch("tags"))).containsExactly("10.7.7.7:8090");
			vm.untag("Discovery:Service:Name");
			assertThat(wire.fetch("tags").instances()).isEmpty();
		}
	}

	@Test
	void tagsOfAnInstanceOverrideTagsOfItsSet() throws Exception {
		this.azure.scaleSet("uni")
			.uniform()
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.instances(2)
			.instance(0)
			.tag("Discovery:Instance:Port", "8081");
		assertThat(tags().instances()).extracting(Instance::port).containsExactlyInAnyOrder(8080, 8081);
	}

	@Test
	void eachSetOfAServiceHasItsOwnWeight() throws Exception {
		this.azure.scaleSet("small")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.tag("Discovery:Instance:Weight", "1")
			.eachInstance((vm) -> vm.size("Standard_D2s_v5"))
			.instances(2);
		this.azure.scaleSet("large")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.tag("Discovery:Instance:Weight", "8")
			.eachInstance((vm) -> vm.size("Standard_D16s_v5"))
			.instances(1);
		assertThat(tags().instances())
			.extracting((instance) -> instance.metadata().get("vm-size"),
					(instance) -> instance.metadata().get("weight"))
			.containsExactlyInAnyOrder(tuple("Standard_D2s_v5", "1"), tuple("Standard_D2s_v5", "1"),
					tuple("Standard_D16s_v5", "8"));
	}

	@Test
	void resourceIdAndOperatingSystemAreMetadataOnlyWhereAskedFor() throws Exception {
		SimulatedVm vm = orders("orders-1");
		SimulatedScaleSet set = this.azure.scaleSet("fleet")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.instances(1);
		assertThat(tags().instances()).hasSize(2)
			.allSatisfy((instance) -> assertThat(instance.metadata()).doesNotContainKeys(AzureMetadataKeys.RESOURCE_ID,
					AzureMetadataKeys.OS_TYPE));
		AzureSettings detailed = WireFixture.settings(this.azure).toBuilder().details(true).build();
		try (WireFixture wire = WireFixture.to(this.azure, detailed, (builder) -> builder)) {
			assertThat(wire.fetch("tags").instances())
				.extracting(
						(instance) -> instance.metadata().get(AzureMetadataKeys.RESOURCE_ID).toLowerCase(Locale.ROOT),
						(instance) -> instance.metadata().get(AzureMetadataKeys.OS_TYPE))
				.containsExactlyInAnyOrder(tuple(resourceId(vm), "Linux"), tuple(resourceId(set.instance(0)), "Linux"));
		}
	}

	private static String resourceId(SimulatedVm vm) {
		return vm.id().toLowerCase(Locale.ROOT);
	}

	@Test
	void configurationOverridesTagsForTheSameService() throws Exception {
		this.azure.vm("intruder").tag("Discovery:Service:Name", "Payments").tag("Discovery:Service:Port", "8080");
		this.azure.vm("pay-1").tag("role", "pay");
		AzureServiceDefinition payments = AzureServiceDefinition.of("payments",
				new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("ROLE", "pay"))), 8443);
		try (WireFixture wire = WireFixture.to(this.azure, payments)) {
			assertThat(wire.names()).containsExactly("tags:payments", "tags");
			assertThat(wire.fetch("tags:payments").instances()).singleElement().satisfies((instance) -> {
				assertThat(instance.name()).isEqualTo("pay-1");
				assertThat(instance.secure()).isTrue();
			});
			SourceAnswer answer = wire.fetch("tags");
			assertThat(answer.instances()).isEmpty();
			assertThat(answer.rejected()).singleElement().satisfies((rejected) -> {
				assertThat(rejected.service()).isEqualTo("payments");
				assertThat(rejected.detail()).contains("is configured");
			});
		}
	}

	@Test
	void aTagThatWouldDisableTlsIsIgnoredAndReported() throws Exception {
		this.azure.scaleSet("pay").uniform().tag("Discovery:Service:Secure", "false").instances(1);
		try (WireFixture wire = WireFixture.to(this.azure,
				AzureServiceDefinition.of("payments", new AzureServiceDefinition.ScaleSet("pay"), 8443))) {
			SourceAnswer answer = wire.fetch("scale-set:payments");
			assertThat(answer.instances()).singleElement().matches(Instance::secure);
			assertThat(answer.rejected()).singleElement().satisfies((rejected) -> {
				assertThat(rejected.detail()).startsWith("tag Discovery:Service:Secure=false does not switch off TLS");
				assertThat(rejected.reason()).isEqualTo(RejectionReason.TLS_NOT_DISABLED);
			});
		}
	}

	@Test
	void vmsAreSelectedByName() throws Exception {
		this.azure.vm("web-1");
		this.azure.vm("WEB-2");
		this.azure.vm("worker-1");
		try (WireFixture wire = WireFixture.to(this.azure,
				AzureServiceDefinition.of("web", new AzureServiceDefinition.Names(List.of("web-*")), 80))) {
			assertThat(WireFixture.names(wire.fetch("names:web"))).containsExactlyInAnyOrder("web-1", "WEB-2");
		}
	}

	@Test
	void instancesOfAUniformSetAreSelectedByName() throws Exception {
		this.azure.scaleSet("orders").uniform().instances(3);
		this.azure.scaleSet("stock").uniform().instances(3);
		this.azure.scaleSet("orders-flex").flexible().instances(2);
		WireFixture wire = WireFixture.to(this.azure,
				AzureServiceDefinition.of("all", new AzureServiceDefinition.Names(List.of("ORDERS*")), 8080),
				AzureServiceDefinition.of("one", new AzureServiceDefinition.Names(List.of("orders_1")), 8080));
		assertThat(WireFixture.names(wire.fetch("names:all"))).hasSize(5).allMatch((name) -> name.startsWith("orders"));
		assertThat(WireFixture.names(wire.fetch("names:one"))).containsExactly("orders_1");
		assertThat(this.azure.requests().requests(AzureOperation.UNIFORM_NIC_LIST)).isNotEmpty()
			.as("a set whose name cannot fit is not asked")
			.noneMatch((request) -> request.target().toLowerCase(java.util.Locale.ROOT).contains("/stock/"));
		assertThat(this.azure.requests().count(AzureOperation.FLEXIBLE_INSTANCE_LIST)).isZero();
	}

	@Test
	void anUnreadableSetDoesNotAffectTheOtherSetsOfAConfiguredService() throws Exception {
		SimulatedScaleSet broken = this.azure.scaleSet("broken").uniform().tag("role", "orders").instances(2);
		SimulatedScaleSet well = this.azure.scaleSet("well").uniform().tag("role", "orders").instances(2);
		WireFixture wire = WireFixture.to(this.azure, AzureServiceDefinition.of("orders",
				new AzureServiceDefinition.Tags(List.of(ResourceTagMatch.parse("role=orders"))), 8080));
		assertThat(wire.fetch("tags:orders").instances()).hasSize(4);
		this.azure.fault(AzureFault.status(500).onPath("/" + broken.name() + "/"), AzureOperation.UNIFORM_NIC_LIST);
		this.azure.change(() -> well.scaleIn(1));
		SourceAnswer answer = wire.fetch("tags:orders");
		assertThat(answer.instances()).hasSize(3);
		assertThat(WireFixture.reasons(answer)).anyMatch((reason) -> reason.contains("could not read the scale set"));
	}

	@Test
	void aMissingTagIsExplainedWithASimilarOne() throws Exception {
		for (int i = 0; i < 12; i++) {
			this.azure.vm("vm-" + i).tag("Service:Name", "orders");
		}
		assertThat(tags().rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.detail())
				.isEqualTo("12 VMs and 0 scale sets seen, none carries tag Discovery:Service:Name; "
						+ "12 carry Service:Name"));
	}

	@Test
	void tagsOfInterfacesAreReadIfConfigured() throws Exception {
		this.azure.vm("vm").nic().tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
		assertThat(tags().rejected()).singleElement()
			.satisfies((rejected) -> assertThat(rejected.detail()).contains("1 carry it on their network interfaces"));
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = d.toBuilder().nics(true).build();
		assertThat(tags(settings, VmAddressKind.PRIVATE).instances()).hasSize(1);
	}

	@Test
	void anAsteriskSearchesTheWholeSubscription() throws Exception {
		for (String group : List.of("a", "b")) {
			this.azure.resourceGroup(group)
				.vm("vm-" + group)
				.tag("Discovery:Service:Name", "orders")
				.tag("Discovery:Service:Port", "8080");
		}
		this.azure.resourceGroup("c").scaleSet("set").uniform().instances(2);
		ScopeSettings whole = ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, "*");
		try (WireFixture wire = WireFixture.to(this.azure,
				WireFixture.settings(this.azure, whole, TagSettings.DEFAULT, VmAddressKind.PRIVATE,
						AzureServiceDefinition.of("set", new AzureServiceDefinition.ScaleSet("SET"), 80)),
				(builder) -> builder)) {
			assertThat(wire.fetch("tags").instances()).hasSize(2);
			assertThat(wire.fetch("scale-set:set").instances()).hasSize(2);
		}
	}

	@Test
	void vmsAreFilteredByRegion() throws Exception {
		orders("here");
		this.azure.resourceGroup("other").location("northeurope");
		this.azure.resourceGroup("other")
			.vm("there")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080");
		String here = this.azure.resourceGroup().location();
		ScopeSettings scope = ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, "*").withRegions(here);
		try (WireFixture wire = WireFixture.to(this.azure,
				WireFixture.settings(this.azure, scope, TagSettings.DEFAULT, VmAddressKind.PRIVATE),
				(builder) -> builder)) {
			SourceAnswer answer = wire.fetch("tags");
			assertThat(WireFixture.names(answer)).containsExactly("here");
			assertThat(WireFixture.reasons(answer)).singleElement().asString().contains("northeurope");
		}
	}

	@Test
	void metadataOfTheLocalVmSuppliesScopeAndScaleSet() throws Exception {
		this.azure.scaleSet("own").uniform().instances(3);
		this.azure.imds().runsOn(this.azure.scaleSet("own").instance(1));
		AzureServiceDefinition own = AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("self"),
				8080);
		AzureSettings settings = WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT,
				VmAddressKind.PRIVATE, own);
		try (WireFixture wire = WireFixture.to(this.azure, settings,
				(builder) -> builder.imds(WireFixture.imds(this.azure)))) {
			List<Instance> instances = wire.fetch("scale-set:orders").instances();
			assertThat(instances).hasSize(3);
			assertThat(instances).filteredOn((instance) -> "true".equals(instance.metadata().get("self")))
				.singleElement()
				.satisfies((self) -> assertThat(self.vmId())
					.isEqualTo(this.azure.scaleSet("own").instance(1).vmId().toString()));
		}
	}

	@Test
	void theLocalFlexibleSetIsFound() throws Exception {
		this.azure.scaleSet("own").flexible().instances(3);
		this.azure.imds().runsOn(this.azure.scaleSet("own").instance(1));
		AzureSettings settings = WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT,
				VmAddressKind.PRIVATE,
				AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("self"), 8080));
		settings = settings.toBuilder().excludeSelf(true).build();
		try (WireFixture wire = WireFixture.to(this.azure, settings,
				(builder) -> builder.imds(WireFixture.imds(this.azure)))) {
			SourceAnswer answer = wire.fetch("scale-set:orders");
			assertThat(answer.instances()).hasSize(2);
			assertThat(WireFixture.reasons(answer)).singleElement().asString().contains("exclude-self");
		}
	}

	@Test
	void outsideAzureWithoutConfigurationNothingIsRequestedAndNothingFails() throws Exception {
		this.azure.imdsListening(false);
		AzureSettings settings = WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT,
				VmAddressKind.PRIVATE);
		try (WireFixture wire = WireFixture.to(this.azure, settings,
				(builder) -> builder.imds(WireFixture.imds(this.azure)))) {
			for (int i = 0; i < 5; i++) {
				assertThat(wire.after(Duration.ofSeconds(30)).fetch("tags").instances()).isEmpty();
			}
			assertThat(this.azure.requests().requests()).isEmpty();
		}
	}

	@Test
	void outsideAzureAConfiguredServiceFailsNamingTheMissingSubscription() {
		AzureSettings settings = WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT,
				VmAddressKind.PRIVATE,
				AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080));
		WireFixture wire = WireFixture.to(this.azure, settings, (builder) -> builder);
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("scale-set:orders"))
			.withMessageContaining("azure.discovery.scope.subscriptions");
		wire.close();
	}

	@Test
	void theLocalSetIsFoundByResourceIdInAnotherGroup() throws Exception {
		String id = this.azure.resourceGroup("elsewhere").scaleSet("set").uniform().instances(2).id();
		try (WireFixture wire = WireFixture.to(this.azure, AzureServiceDefinition.of("orders",
				new AzureServiceDefinition.ScaleSet(id.toUpperCase(java.util.Locale.ROOT)), 80))) {
			assertThat(wire.fetch("scale-set:orders").instances()).hasSize(2);
		}
	}

	@Test
	void aSetIsFoundInAnyOfSeveralGroups() throws Exception {
		this.azure.resourceGroup("a");
		this.azure.resourceGroup("b").scaleSet("set").uniform().instances(2);
		ScopeSettings scope = ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, "a", "b");
		try (WireFixture wire = WireFixture.to(this.azure,
				WireFixture.settings(this.azure, scope, TagSettings.DEFAULT, VmAddressKind.PRIVATE,
						AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("set"), 80)),
				(builder) -> builder)) {
			assertThat(wire.fetch("scale-set:orders@b").instances()).hasSize(2);
			assertThat(WireFixture.reasons(wire.fetch("scale-set:orders@a"))).singleElement()
				.asString()
				.startsWith("no such scale set");
		}
	}

}
