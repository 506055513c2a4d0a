package io.github.azurediscovery.azure.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.arm.LoopbackArm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of a scale set between two rounds. */
class RetainedObjectsTests {

	private static final AzureResourceId SET = AzureResourceId.scaleSet("sub", "shop", "orders");

	/**
	 * Records, lists and texts; a VM has an id, a name, a vmId and an address of its own.
	 */
	private static final int MOST_OBJECTS = 30;

	private final LoopbackArm arm = new LoopbackArm();

	@AfterEach
	void close() {
		this.arm.close();
	}

	@Test
	void holdsNothingOfTheSdk() throws Exception {
		assertThat(kept(20, 2).all()).extracting((object) -> object.getClass().getName())
			.noneMatch((name) -> name.startsWith("com.azure") || name.startsWith("com.fasterxml")
					|| name.startsWith("reactor"));
	}

	@Test
	void holdsEqualTextOnceButForTheIdThatTwoListsName() throws Exception {
		assertThat(duplicates(kept(40, 2)) - duplicates(kept(20, 2))).isLessThanOrEqualTo(20);
	}

	@Test
	void aFurtherVmAddsAHandfulOfObjects() throws Exception {
		int each = (kept(40, 2).all().size() - kept(20, 2).all().size()) / 20;
		assertThat(each).isLessThanOrEqualTo(MOST_OBJECTS);
	}

	@Test
	void moreRoundsHoldNoMore() throws Exception {
		assertThat(kept(20, 5).all()).hasSameSizeAs(kept(20, 2).all());
	}

	private static int duplicates(ReachableObjects kept) {
		List<String> texts = kept.all().stream().filter(String.class::isInstance).map(String.class::cast).toList();
		Set<String> different = new HashSet<>(texts);
		return texts.size() - different.size();
	}

	private ReachableObjects kept(int vms, int rounds) throws Exception {
		this.arm.answers((uri) -> LoopbackArm.Reply.json(200, answer(uri, vms)));
		AzureSettings defaults = AzureSettings.DEFAULT;
		AzureSettings settings = AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.arm.endpoint()))
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of("sub", "shop"))
			.tags(defaults.tags().disabled())
			.timeout(Duration.ofSeconds(5))
			.services(List
				.of(AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet(SET.toString()), 8080)))
			.build();
		try (AzureSources sources = AzureSources.builder(settings).build()) {
			InstanceSource source = sources.sources().get(0);
			ReachableObjects kept = new ReachableObjects();
			for (int round = 1; round < rounds; round++) {
				source.fetch(new RefreshRound(round, Instant.EPOCH));
			}
			kept.from(source.fetch(new RefreshRound(rounds, Instant.EPOCH)).instances());
			assertThat(kept.all()).hasSizeGreaterThan(vms);
			kept.from(sources);
			return kept;
		}
	}

	private static String answer(URI uri, int vms) {
		String path = uri.getPath();
		if (path.endsWith("/orders")) {
			return "{\"id\":\"" + SET + "\",\"properties\":{\"orchestrationMode\":\"Uniform\"}}";
		}
		if (path.endsWith("/orders/virtualMachines")) {
			return list(vms, RetainedObjectsTests::vm);
		}
		return path.endsWith("/orders/networkInterfaces") ? list(vms, RetainedObjectsTests::nic)
				: list(0, RetainedObjectsTests::nic);
	}

	private static String list(int items, IntFunction<String> item) {
		return IntStream.range(0, items).mapToObj(item).collect(Collectors.joining(",", "{\"value\":[", "]}"));
	}

	private static String vm(int number) {
		return """
				{"id":"%s/virtualMachines/%d","name":"orders_%d","location":"westeurope","zones":["1"],
				"sku":{"name":"Standard_D2s_v5"},"tags":{"team":"shop","Discovery:Metadata:tier":"gold"},
				"properties":{"vmId":"vm-%d","provisioningState":"Succeeded","osProfile":{"computerName":"orders%06d"},
				"instanceView":{"statuses":[{"code":"PowerState/running"}]}}}""".formatted(SET, number, number, number,
				number);
	}

	private static String nic(int number) {
		return """
				{"id":"%s/virtualMachines/%d/networkInterfaces/nic","properties":{"primary":true,
				"virtualMachine":{"id":"%s/virtualMachines/%d"},"dnsSettings":{"internalDomainNameSuffix":"a.net"},
				"ipConfigurations":[{"properties":{"privateIPAddress":"10.0.0.%d","primary":true}}]}}""".formatted(SET,
				number, SET, number, number);
	}

}
