package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.VmAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The head and the contents as JSON. */
class FleetDocumentsTests {

	private static final String SUBSCRIPTION = "8a1ee3a6-3d3f-4d57-9d0e-0f9d4c1a0f11";

	private static final String SCOPE = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/production";

	private static final Instant NOW = Instant.parse("2026-11-27T02:00:30Z");

	private static final Instance FULL = Instance.of("a:8080", "orders", "10.0.0.4", 8080)
		.vmId("a")
		.name("orders-1")
		.secure(true)
		.addresses(new VmAddresses(List.of("10.0.0.4", "fd00::4"), List.of("20.50.1.2")))
		.zone("1")
		.region("westeurope")
		.scaleSet("orders")
		.resourceGroup("shop")
		.metadata(Map.of("version", "2", "azure.size", "Standard_D2s_v5"))
		.platform(PlatformStatus.UNHEALTHY)
		.held(true)
		.unconfirmed(true)
		.build();

	@Test
	void aHeadIsReadAsItWasWritten() throws Exception {
		FleetHead head = FleetHead.builder(17, 4211, "agent-1", NOW)
			.version("0.2.0")
			.fingerprint("9c1e")
			.interval(Duration.ofSeconds(10))
			.asOf(NOW.minusSeconds(1))
			.error("429")
			.resigned(true)
			.content(new FleetContentReference("a".repeat(64), 397979, 10000))
			.sources(List.of(new HeadSource("tags", NOW, null), new HeadSource("b", null, "403")))
			.build();
		assertThat(HeadJson.read(HeadJson.write(head))).isEqualTo(head);
	}

	@Test
	void aHeadWithoutASuccessfulRoundHasNoContent() throws Exception {
		FleetHead head = FleetHead.builder(1, 1, "agent-1", NOW).build();
		assertThat(HeadJson.read(HeadJson.write(head))).isEqualTo(head);
	}

	@Test
	void fieldsThatAreNotKnownAreIgnored() throws Exception {
		String head = new String(HeadJson.write(FleetHead.builder(1, 2, "a", NOW).build()), StandardCharsets.UTF_8)
			.replace("\"term\"", "\"new\":{\"a\":[1,{}]},\"term\"");
		assertThat(HeadJson.read(head.getBytes(StandardCharsets.UTF_8)).seq()).isEqualTo(2);
		String content = "{\"format\":1,\"new\":[],\"services\":{\"orders\":[{\"id\":\"a\",\"host\":\"h\",\"port\":1,"
				+ "\"new\":{},\"platform\":\"dreaming\"}]},\"rejected\":[{\"name\":\"x\",\"reason\":\"too-new\"}]}";
		FleetContent read = ContentJson.read(content.getBytes(StandardCharsets.UTF_8));
		assertThat(read.instances()).singleElement().satisfies((instance) -> {
			assertThat(instance.platform()).isEqualTo(PlatformStatus.UNKNOWN);
			assertThat(instance.vmId()).isEqualTo("a");
		});
		assertThat(read.rejected()).singleElement()
			.satisfies((rejection) -> assertThat(rejection.reason().provesAbsence()).isFalse());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"format\":2,\"term\":1,\"seq\":1,\"poller\":\"a\"}",
			"{\"format\":1,\"term\":1,\"seq\":1,\"poller\":\"a\"}",
			"{\"format\":1,\"term\":\"1\",\"seq\":1,\"poller\":\"a\",\"written\":\"2026-11-27T02:00:30Z\"}",
			"{\"format\":1,\"term\":1,\"seq\":1,\"poller\":\"a\",\"written\":\"yesterday\"}",
			"{\"format\":1,\"term\":1,\"seq\":1,\"poller\":\"a\",\"written\":\"2026-11-27T02:00:30Z\"",
			"{\"format\":1,\"term\":1,\"seq\":1,\"poller\":\"a\",\"written\":\"2026-11-27T02:00:30Z\"}{}",
			"{\"format\":1,\"term\":1,\"term\":2,\"seq\":1,\"poller\":\"a\",\"written\":\"2026-11-27T02:00:30Z\"}",
			"{\"format\":1,\"term\":1,\"seq\":1,\"poller\":\"a\",\"written\":\"2026-11-27T02:00:30Z\",\"content\":{\"sha256\":\"../x\"}}" })
	void whatIsNoHeadIsRefused(String json) {
		assertThatIOException().isThrownBy(() -> HeadJson.read(json.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aHeadDoesNotNameAnotherContentThanThatOfItsHash() {
		String head = new String(HeadJson
			.write(FleetHead.builder(1, 2, "a", NOW).content(new FleetContentReference("a".repeat(64), 1, 1)).build()),
				StandardCharsets.UTF_8)
			.replace("v1/content/", "v1/elsewhere/");
		assertThatIOException().isThrownBy(() -> HeadJson.read(head.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aContentIsReadAsItWasWrittenWithoutTheSource() throws Exception {
		Rejection rejection = new Rejection("orders-2", "orders", RejectionReason.NO_PORT, "no port", "b");
		FleetContent content = FleetContent.of(List.of(FULL.toBuilder().source("tags").build()), List.of(rejection));
		FleetContent read = ContentJson.read(ContentJson.write(content));
		assertThat(read).isEqualTo(content);
		assertThat(read.instances()).containsExactly(FULL);
		assertThat(read.rejected()).containsExactly(rejection);
	}

	@Test
	void theSameEstateHasTheSameName() {
		List<Instance> instances = new ArrayList<>(estate(50));
		String name = PackedContent.of(FleetContent.of(instances, List.of())).reference().sha256();
		Collections.shuffle(instances, new Random(1));
		assertThat(PackedContent.of(FleetContent.of(instances, List.of())).reference().sha256()).isEqualTo(name);
		instances.remove(0);
		assertThat(PackedContent.of(FleetContent.of(instances, List.of())).reference().sha256()).isNotEqualTo(name);
	}

	@Test
	void anErrorIsShortened() {
		FleetHead head = FleetHead.builder(1, 1, "a", NOW).error("x".repeat(5000)).build();
		assertThat(head.error()).hasSize(500).endsWith("…");
	}

	@Test
	void headsAreOrderedByTermAndNumber() {
		FleetHead older = FleetHead.builder(1, 9, "a", NOW).build();
		FleetHead newer = FleetHead.builder(2, 3, "b", NOW).build();
		assertThat(older.precedes(newer)).isTrue();
		assertThat(newer.precedes(older)).isFalse();
		assertThat(older.precedes(older)).isFalse();
		assertThat(older.precedes(older.toBuilder().seq(10).build())).isTrue();
	}

	@Test
	void tenThousandInstancesAreSmall() {
		long bytes = PackedContent.of(FleetContent.of(estate(10_000), List.of())).reference().bytes();
		System.out.printf("10,000 instances: %d bytes packed%n", bytes);
		assertThat(bytes).isLessThanOrEqualTo(450_000);
	}

	@Test
	void anIdThatFollowsFromTheRestIsNotWritten() throws Exception {
		Instance uniform = estate(1).get(0);
		Instance flexible = uniform.toBuilder().name("service-0_1a2b3c").build();
		assertThat(json(uniform)).doesNotContain(uniform.id());
		assertThat(json(flexible)).contains(uniform.id());
		for (Instance instance : List.of(uniform, flexible, withId(uniform, uniform.id() + ":8080"),
				withId(uniform, "chosen"), uniform.toBuilder().metadata(Map.of()).build())) {
			assertThat(read(PackedContent.of(FleetContent.of(List.of(instance), List.of()))).instances())
				.extracting(Instance::id)
				.containsExactly(instance.id());
		}
	}

	private static Instance withId(Instance instance, String id) {
		return Instance.of(id, instance.service(), instance.host(), instance.port())
			.vmId(instance.vmId())
			.name(instance.name())
			.scaleSet(instance.scaleSet())
			.resourceGroup(instance.resourceGroup())
			.metadata(instance.metadata())
			.build();
	}

	private static String json(Instance instance) throws IOException {
		return new String(ContentJson.write(FleetContent.of(List.of(instance), List.of())), StandardCharsets.UTF_8);
	}

	/** Processor time, as a busy machine would not fail it. */
	@Test
	void tenThousandInstancesAreQuicklyRead() throws Exception {
		PackedContent packed = PackedContent.of(FleetContent.of(estate(10_000), List.of()));
		long best = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			assertThat(read(packed).instances()).hasSize(10_000);
			best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
		}
		System.out.printf("10,000 instances: read in %d ms of processor time%n", best / 1_000_000);
		assertThat(Duration.ofNanos(best)).isLessThanOrEqualTo(Duration.ofMillis(500));
	}

	private static FleetContent read(PackedContent packed) throws FleetStoreException {
		return ContentDocument.read(packed.reference(), packed.bytes());
	}

	@Test
	void aContentOfAnotherFormatIsRefused() {
		assertThatIOException()
			.isThrownBy(() -> ContentJson.read("{\"format\":2,\"services\":{}}".getBytes(StandardCharsets.UTF_8)));
		assertThat(read("{\"format\":1}").instances()).isEmpty();
	}

	private static FleetContent read(String json) {
		try {
			return ContentJson.read(json.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static List<Instance> estate(int size) {
		List<Instance> instances = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			String set = "service-" + i % 100;
			String vmId = UUID.nameUUIDFromBytes(("id" + i).getBytes(StandardCharsets.UTF_8)).toString();
			String id = VmIdentity
				.of(AzureResourceId.of(SCOPE + "/providers/Microsoft.Compute/virtualMachineScaleSets/" + set
						+ "/virtualMachines/" + i), vmId)
				.id();
			String host = "10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256;
			instances.add(Instance.of(id, set, host, 8080)
				.vmId(vmId)
				.name(set + "_" + i)
				.addresses(new VmAddresses(List.of(host), List.of()))
				.zone(String.valueOf(i % 3 + 1))
				.region("westeurope")
				.scaleSet(set)
				.resourceGroup("production")
				.metadata(Map.of("version", "1." + i % 7, AzureMetadataKeys.SUBSCRIPTION, SUBSCRIPTION,
						"azure.instance-id", String.valueOf(i)))
				.platform(PlatformStatus.RUNNING)
				.source("tags")
				.build());
		}
		return instances;
	}

}
