package io.github.azurediscovery.source;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** Each reason, and something that a source rejects for it. */
class RejectionReasonTests {

	private static final String SRV = "_http._tcp.orders.test.";

	private static final String SECURE = "Discovery:Service:Secure";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final AzureDiscoveryBuilder discovery = AzureDiscovery.builder();

	private AzureSettings settings = AzureSettings.builder()
		.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()))
		.credential(CredentialSettings.NONE)
		.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
		.timeout(Duration.ofSeconds(5))
		.build();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@ParameterizedTest
	@EnumSource
	void aSourceRejectsForEveryReason(RejectionReason reason) throws Exception {
		this.azure.resourceGroup();
		this.discovery.imds(this.azure.imdsEndpoint());
		try (LoopbackDns dns = new LoopbackDns()) {
			arrange(reason, dns);
			try (AzureDiscovery built = this.discovery.azure(this.settings).build()) {
				assertThat(built.discover().rejected()).extracting(Rejection::reason).contains(reason);
			}
		}
	}

	private void arrange(RejectionReason reason, LoopbackDns dns) throws IOException {
		switch (reason) {
			case NOT_RUNNING -> orders().deallocate();
			case BEING_CREATED -> orders().provisioningState("Creating").power("starting");
			case BEING_DELETED -> orders().provisioningState("Deleting");
			case IN_STANDBY_POOL -> orders().standby(true);
			case UNCONFIRMED -> {
				this.azure.scaleSet("set").uniform().overprovision(true).instances(1);
				this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.UNIFORM_INSTANCE_LIST);
				this.discovery.scaleSet("orders", "set", 80);
			}
			case NO_NETWORK_INTERFACE -> orders().nic().in(this.azure.resourceGroup("network"));
			case INTERFACE_WITHOUT_VM -> orders().listed(false);
			case VM_OUT_OF_SCOPE -> this.azure.resourceGroup("elsewhere").vm("vm").nic().in(this.azure.resourceGroup());
			case NO_ADDRESS -> {
				orders();
				this.settings = this.settings.toBuilder().address(VmAddressKind.PUBLIC).build();
			}
			case NO_PORT -> this.azure.vm("vm").tag("Discovery:Service:Name", "orders");
			case INVALID_PORT -> tagged("orders", "http");
			case UNUSED_PORT -> tagged("orders", "80,81");
			case INVALID_TLS -> orders().tag(SECURE, "https");
			case TLS_NOT_DISABLED -> {
				this.azure.vm("vm").tag(SECURE, "false");
				this.discovery.names("orders", 8443, "vm");
			}
			case INVALID_WEIGHT -> orders().tag("Discovery:Instance:Weight", "0");
			case INVALID_SERVICE_ID -> tagged("***", "80");
			case RESERVED_SERVICE_ID -> tagged("169.254.169.254", "80");
			case SERVICE_TAKEN -> {
				orders();
				this.discovery.source(new StaticSource(ServiceAddressDefaults.of("orders"), List.of("10.0.0.9:80")));
			}
			case SERVICE_NOT_ALLOWED -> {
				orders();
				tags(TagSettings.DEFAULT.toBuilder().services(List.of("payments")).build());
			}
			case TOO_MANY_SERVICES ->
				tagged(IntStream.range(0, 33).mapToObj((number) -> "s" + number).collect(Collectors.joining(",")),
						IntStream.range(0, 33).mapToObj((number) -> "80").collect(Collectors.joining(",")));
			case DUPLICATE -> tagged("orders,orders", "80,80");
			case EXCLUDED_BY_TAG -> {
				orders().tag("canary", "true");
				tags(TagSettings.DEFAULT.toBuilder().exclude(List.of(new ResourceTagMatch("canary", "true"))).build());
			}
			case EXCLUDED_BY_REGION -> {
				orders();
				this.settings = this.settings.toBuilder().scope(this.settings.scope().withRegions("mars")).build();
			}
			case EXCLUDED_SELF -> {
				this.azure.imds().runsOn(orders());
				this.settings = this.settings.toBuilder().excludeSelf(true).build();
			}
			case UNTAGGED -> this.azure.vm("vm");
			case SCALE_SET_MISSING -> this.discovery.scaleSet("orders", "fleet-*", 80);
			case SCALE_SET_UNREADABLE -> {
				this.azure.scaleSet("set").uniform().tag("Discovery:Service:Name", "orders").instances(1);
				this.azure.fault(AzureFault.status(404), AzureOperation.UNIFORM_NIC_LIST);
			}
			case INVALID_ADDRESS ->
				this.discovery.source(new StaticSource(ServiceAddressDefaults.of("orders"), List.of("host")));
			case INVALID_INSTANCE -> this.discovery
				.source(own(SourceAnswer.of(List.of(Instance.of("a", "orders", "10.0.0.4", 0).build()), List.of())));
			case SERVICE_NOT_SHARED -> this.discovery.tags("orders", 80, "app=orders")
				.standIn((lookups) -> own(SourceAnswer.of(List.of(), List.of())));
			case UNRESOLVED -> {
				dns.knows(SRV, srv(10, "a.test."), srv(10, "gone.test."));
				dns.knows("a.test.", a("a.test."));
				this.discovery.source(new DnsSource(ServiceAddressDefaults.of("orders"), SRV, dns.address()));
			}
			case LOWER_PRIORITY -> {
				dns.knows(SRV, srv(10, "a.test."), srv(20, "b.test."));
				dns.knows("a.test.", a("a.test."));
				dns.knows("b.test.", a("b.test."));
				this.discovery.source(new DnsSource(ServiceAddressDefaults.of("orders"), SRV, dns.address()));
			}
			case REMOVED -> {
				PushSource push = new PushSource();
				push.replace(ServiceAddressDefaults.of("orders"), List.of("10.0.0.4:80"));
				push.remove("orders");
				this.discovery.source(push);
			}
			case OTHER -> this.discovery.source(own(SourceAnswer.of(List.of(),
					List.of(new Rejection("a", "orders", RejectionReason.OTHER, "it is Monday")))));
		}
	}

	private SimulatedVm orders() {
		return tagged("orders", "80");
	}

	private SimulatedVm tagged(String names, String ports) {
		return this.azure.vm("vm").tag("Discovery:Service:Name", names).tag("Discovery:Service:Port", ports);
	}

	private void tags(TagSettings tags) {
		this.settings = this.settings.toBuilder().tags(tags).build();
	}

	private static InstanceSource own(SourceAnswer answer) {
		return new InstanceSource() {

			@Override
			public String name() {
				return "own";
			}

			@Override
			public SourceAnswer fetch(RefreshRound round) {
				return answer;
			}

		};
	}

	private static SRVRecord srv(int priority, String target) throws IOException {
		return new SRVRecord(Name.fromString(SRV), DClass.IN, 60, priority, 1, 80, Name.fromString(target));
	}

	private static ARecord a(String name) throws IOException {
		return new ARecord(Name.fromString(name), DClass.IN, 60, InetAddress.getByName("10.0.0.4"));
	}

	@ParameterizedTest
	@EnumSource
	void codesAreWordsWithHyphens(RejectionReason reason) {
		assertThat(reason.code()).matches("[a-z]+(-[a-z]+)*");
	}

	/** What was seen in part, or stays an instance, is not known to be gone. */
	@ParameterizedTest
	@EnumSource(names = { "UNCONFIRMED", "INTERFACE_WITHOUT_VM", "VM_OUT_OF_SCOPE", "TLS_NOT_DISABLED",
			"INVALID_WEIGHT", "UNTAGGED", "SERVICE_NOT_SHARED", "SCALE_SET_MISSING", "SCALE_SET_UNREADABLE" })
	void someReasonsProveNoAbsence(RejectionReason reason) {
		assertThat(reason.provesAbsence()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE,
			names = { "UNCONFIRMED", "INTERFACE_WITHOUT_VM", "VM_OUT_OF_SCOPE", "TLS_NOT_DISABLED", "INVALID_WEIGHT",
					"UNTAGGED", "SERVICE_NOT_SHARED", "SCALE_SET_MISSING", "SCALE_SET_UNREADABLE" })
	void everyOtherReasonProvesAbsence(RejectionReason reason) {
		assertThat(reason.provesAbsence()).isTrue();
	}

}
