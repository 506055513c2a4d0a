package io.github.azurediscovery.wire;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import com.azure.core.credential.AccessToken;
import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Instance metadata that does not answer is a failure, never an empty answer. */
@Timeout(60)
class MetadataWireTests {

	private static final Duration PATIENCE = Duration.ofMillis(300);

	private SimulatedAzure azure;

	@BeforeEach
	void start() {
		this.azure = SimulatedAzure.start();
		this.azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
	}

	@AfterEach
	void close() {
		this.azure.close();
	}

	static Stream<AzureFault> faults() {
		return Stream.of(AzureFault.status(500), AzureFault.status(503), AzureFault.status(404), AzureFault.status(410),
				AzureFault.status(429), AzureFault.status(400), AzureFault.status(405), AzureFault.dropped(),
				AzureFault.truncated(), AzureFault.stalled(), AzureFault.html(), AzureFault.malformed(),
				AzureFault.empty(), AzureFault.slow(Duration.ofSeconds(2)));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void aMetadataServiceThatAcceptsConnectionsButFailsIsAFailure(AzureFault fault) throws Exception {
		this.azure.fault(fault, AzureOperation.IMDS_INSTANCE);
		try (WireFixture wire = wire()) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageContaining("Instance metadata");
			this.azure.clearFaults();
			assertThat(WireFixture.names(wire.after(Duration.ofSeconds(5)).fetch("tags"))).containsExactly("orders-1");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 421 })
	void aMetadataServiceThatRefusesThisProcessIsAFailureThatNamesTheRemedy(int status) throws Exception {
		this.azure.imds().refuse(status);
		try (WireFixture wire = wire()) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageContaining("InVMAccessControlProfile");
			this.azure.imds().refuse(0);
			assertThat(WireFixture.names(wire.fetchOnDemand("tags"))).containsExactly("orders-1");
		}
	}

	@Test
	void withoutAMetadataServiceNothingIsDiscoveredUntilItStarts() throws Exception {
		this.azure.imdsListening(false);
		try (WireFixture wire = wire()) {
			assertThat(wire.fetch("tags").instances()).isEmpty();
			this.azure.imdsListening(true);
			assertThat(WireFixture.names(wire.after(Duration.ofSeconds(30)).fetch("tags"))).as("the network was late")
				.containsExactly("orders-1");
		}
	}

	@Test
	void aNetworkThatStartsLateIsNoticedWithinAMinute() throws Exception {
		this.azure.imdsListening(false);
		try (WireFixture wire = wire()) {
			wire.fetch("tags");
			wire.after(Duration.ofSeconds(30)).fetch("tags");
			this.azure.imdsListening(true);
			assertThat(WireFixture.names(wire.after(Duration.ofSeconds(30)).fetch("tags"))).containsExactly("orders-1");
		}
	}

	@Test
	void aClockSetBackDelaysNoLookup() throws Exception {
		this.azure.imdsListening(false);
		try (WireFixture wire = wire()) {
			wire.fetch("tags");
			this.azure.imdsListening(true);
			assertThat(WireFixture.names(wire.after(Duration.ofHours(-2)).fetch("tags"))).containsExactly("orders-1");
		}
	}

	@Test
	void aRefreshOnDemandReadsMetadataAtOnce() throws Exception {
		this.azure.imdsListening(false);
		try (WireFixture wire = wire()) {
			wire.fetch("tags");
			this.azure.imdsListening(true);
			assertThat(WireFixture.names(wire.fetchOnDemand("tags"))).containsExactly("orders-1");
		}
	}

	@Test
	void anUnreachableMetadataServiceIsAFailureIfInstancesAreKnown() {
		this.azure.imdsListening(false);
		try (WireFixture wire = WireFixture.to(this.azure, settings(), (builder) -> builder.imds(imds())
			.known(() -> List.of(Instance.of("1", "orders", "127.0.0.1", 8080).source("tags").build())))) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageContaining("keeping known instances");
		}
	}

	@Test
	void anUnreachableMetadataServiceIsAFailureOnAnAzureVm() {
		this.azure.imdsListening(false);
		try (WireFixture wire = WireFixture.to(this.azure, settings(),
				(builder) -> builder.imds(imds()).onAzure(true))) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageContaining("azure.discovery.imds.enabled=true");
		}
	}

	@Test
	void anInterruptedLookupIsRepeated() throws Exception {
		try (WireFixture wire = wire()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> wire.fetch("tags"));
			assertThat(WireFixture.names(wire.fetch("tags"))).containsExactly("orders-1");
		}
	}

	@Test
	void cloudAndCredentialFollowLateMetadata() throws Exception {
		this.azure.imds().cloud("AzureChinaCloud");
		this.azure.imds().refuse(403);
		Queue<String> scopes = new ConcurrentLinkedQueue<>();
		AzureCredential credential = AzureCredential.of((request) -> {
			scopes.addAll(request.getScopes());
			return Mono.just(new AccessToken("token", OffsetDateTime.now().plusHours(1)));
		});
		try (WireFixture wire = WireFixture.to(this.azure, WireFixture.settings(this.azure),
				(builder) -> builder.imds(imds()).credential(credential))) {
			assertThat(WireFixture.names(wire.fetch("tags"))).as("the scope is configured").containsExactly("orders-1");
			assertThat(scopes).containsExactly("https://management.core.windows.net//.default");
			this.azure.imds().refuse(0);
			wire.after(Duration.ofSeconds(30)).fetch("tags");
			assertThat(Set.copyOf(scopes)).contains("https://management.core.chinacloudapi.cn//.default");
		}
	}

	@Test
	void instancesOfTheSnapshotFileStayUntilLateMetadataArrives(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("snapshot");
		try (AzureDiscovery discovery = discovery(file)) {
			discovery.start();
			assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(20))).isTrue();
			assertThat(names(discovery)).containsExactly("orders-1");
			await().until(() -> Files.exists(file));
		}
		String before = Files.readString(file);
		assertThat(before).contains("orders-1");
		for (Runnable away : List.<Runnable>of(
				() -> this.azure.fault(AzureFault.status(503), AzureOperation.IMDS_INSTANCE),
				() -> this.azure.imdsListening(false))) {
			away.run();
			try (AzureDiscovery discovery = discovery(file)) {
				discovery.start();
				await().until(() -> discovery.sources().get(0).error() != null);
				assertThat(names(discovery)).containsExactly("orders-1");
				assertThat(Files.readString(file)).isEqualTo(before);
			}
			this.azure.clearFaults();
		}
	}

	@Test
	void discoveryRecoversFromAStopAndStartDuringASlowAnswer() throws Exception {
		this.azure.fault(AzureFault.slow(Duration.ofMillis(700)).once(), AzureOperation.IMDS_INSTANCE);
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(settings())
			.imds(ImdsClient.builder().endpoint(this.azure.imdsEndpoint()).build())
			.build()) {
			discovery.start();
			await().until(() -> !this.azure.requests().requests().isEmpty());
			discovery.stop();
			discovery.start();
			await().untilAsserted(() -> assertThat(names(discovery)).containsExactly("orders-1"));
		}
	}

	private AzureDiscovery discovery(Path file) {
		return AzureDiscovery.builder()
			.azure(settings())
			.imds(imds())
			.snapshotFile(file)
			.refresh(RefreshSettings.DEFAULT)
			.build();
	}

	private static List<String> names(AzureDiscovery discovery) {
		return discovery.catalog().current().instances("orders").stream().map(Instance::name).toList();
	}

	private WireFixture wire() {
		return WireFixture.to(this.azure, settings(), (builder) -> builder.imds(imds()));
	}

	private AzureSettings settings() {
		return WireFixture.settings(this.azure, ScopeSettings.OWN, TagSettings.DEFAULT, VmAddressKind.PRIVATE);
	}

	private ImdsClient imds() {
		URI endpoint = this.azure.imdsEndpoint();
		return ImdsClient.builder().endpoint(endpoint).timeout(PATIENCE).build();
	}

}
