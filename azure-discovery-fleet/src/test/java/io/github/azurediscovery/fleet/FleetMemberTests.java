package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.setting.InvalidSettingException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Whole discoveries that share one poller, between a simulated Azure and a store. */
class FleetMemberTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final InMemoryFleetStore store = new InMemoryFleetStore(InstantSource.system());

	private final List<AzureDiscovery> started = new ArrayList<>();

	private final List<String> changes = new ArrayList<>();

	@AfterEach
	void close() {
		this.started.forEach(AzureDiscovery::close);
		this.azure.close();
	}

	@Test
	void aCandidateFindsAtItsStartWhatItProvidesAndAMemberReadsIt() {
		this.azure.scaleSet("orders").uniform().instances(3);
		FleetMember poller = member(true);
		AzureDiscovery first = start(poller);
		assertThat(first.awaitFirstRefresh(SOON)).isTrue();
		assertThat(orders(first)).hasSize(3).allMatch((instance) -> instance.source().equals("fleet"));
		assertThat(poller.fleet().poller()).isTrue();
		Map<AzureOperation, Integer> requests = this.azure.requests().counts();
		FleetMember member = member(false);
		AzureDiscovery second = start(member);
		assertThat(second.awaitFirstRefresh(SOON)).isTrue();
		assertThat(orders(second)).isEqualTo(orders(first));
		assertThat(member.fleet())
			.matches((status) -> !status.poller() && status.term() == 1 && "poller-1".equals(status.pollerName()));
		assertThat(second.sources()).extracting("name").containsExactly("fleet");
		assertThat(requests).isNotEmpty();
	}

	@Test
	void candidatesThatStartTogetherAllFindWhatOneOfThemProvides() {
		this.azure.scaleSet("orders").uniform().instances(3);
		AzureDiscovery one = start(member(true));
		AzureDiscovery other = start(member(true));
		assertThat(one.awaitFirstRefresh(SOON)).isTrue();
		assertThat(other.awaitFirstRefresh(SOON)).isTrue();
		assertThat(orders(other)).hasSize(3).isEqualTo(orders(one));
	}

	@Test
	void theNextPollerChangesNothingThoughComputeIsSilent() {
		this.azure.scaleSet("orders").uniform().zones("1", "2", "3").instances(3);
		FleetMember first = member(true);
		AzureDiscovery poller = start(first);
		assertThat(poller.awaitFirstRefresh(SOON)).isTrue();
		AzureDiscovery member = start(member(false));
		assertThat(member.awaitFirstRefresh(SOON)).isTrue();
		List<Instance> before = orders(member);
		assertThat(before).allMatch((instance) -> instance.zone() != null);
		member.subscribe((change) -> this.changes.add(change.toString()));
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(30)), AzureOperation.compute());
		poller.close();
		FleetMember second = member(true);
		AzureDiscovery next = start(second);
		await().atMost(SOON).until(() -> second.fleet().poller());
		await().atMost(SOON).until(() -> second.fleet().term() == 2 && !second.fleet().sources().isEmpty());
		await().pollDelay(Duration.ofSeconds(6)).atMost(SOON).until(() -> orders(next).size() == 3);
		assertThat(orders(member)).extracting(Instance::id, Instance::vmId, Instance::zone)
			.containsExactlyElementsOf(
					before.stream().map((each) -> tuple(each.id(), each.vmId(), each.zone())).toList());
		assertThat(this.changes).isEmpty();
	}

	@Test
	void withoutCandidatesAMemberSaysWhatToDo() {
		AzureDiscovery member = start(member(false));
		assertThat(member.awaitFirstRefresh(SOON)).isFalse();
		assertThat(member.sources().get(0).error())
			.isEqualTo("no poller has written a head yet: set fleet.candidate=true on at least two");
	}

	@Test
	void whatACandidateLooksForMayNotDependOnItsVm() {
		FleetMember candidate = member(true);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> AzureDiscovery.builder().azure(AzureSettings.DEFAULT).standIn(candidate).build())
			.withMessageContaining("scope.subscriptions")
			.withMessageContaining("changes with the poller");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> AzureDiscovery.builder()
				.azure(settings())
				.scaleSet("orders", "self", 8080)
				.standIn(candidate)
				.build())
			.withMessageContaining("services.orders.scale-set");
	}

	private FleetMember member(boolean candidate) {
		return FleetMember.of(this.store,
				FleetSettings.builder()
					.candidate(candidate)
					.readInterval(Duration.ofMillis(200))
					.name("poller-" + (this.started.size() + 1))
					.build());
	}

	private AzureDiscovery start(FleetMember member) {
		AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(settings())
			.scaleSet("orders", "orders", 8080)
			.withoutImds()
			.refresh(RefreshSettings.builder().interval(Duration.ofMillis(200)).build())
			.standIn(member)
			.build();
		this.started.add(discovery);
		discovery.start();
		return discovery;
	}

	private AzureSettings settings() {
		return AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()))
			.credential(CredentialSettings.builder(CredentialSettings.Type.NONE).build())
			.scope(new ScopeSettings(List.of(SimulatedAzure.SUBSCRIPTION), List.of(SimulatedAzure.RESOURCE_GROUP),
					List.of()))
			.build();
	}

	private static List<Instance> orders(AzureDiscovery discovery) {
		return discovery.catalog().current().instances("orders");
	}

}
