package io.github.azurediscovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.refresh.SnapshotFile;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ColdStartTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TempDir
	private Path directory;

	@Test
	void offersTheLastGoodSnapshotWhileAzureIsAway() {
		try (AzureDiscovery first = start(new Source("test", "10.0.0.4", "10.0.0.5"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		try (AzureDiscovery second = start(new Source("test"))) {
			failed(second);
			assertThat(second.catalog().current().instances("orders")).extracting(Instance::host)
				.containsExactly("10.0.0.4", "10.0.0.5");
			assertThat(second.catalog().lastUpdate()).isNull();
			assertThat(second.routes().route("orders")).isNotNull();
		}
	}

	@Test
	void replacesItByTheFirstAnswerWhateverTheGuardSays() {
		try (AzureDiscovery first = start(new Source("test", "10.0.0.4", "10.0.0.5"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		try (AzureDiscovery second = start(new Source("test", "10.0.0.9"))) {
			assertThat(second.awaitFirstRefresh(PATIENCE)).isTrue();
			assertThat(second.catalog().current().instances("orders")).extracting(Instance::host)
				.containsExactly("10.0.0.9");
			assertThat(second.catalog().lastUpdate()).isNotNull();
		}
	}

	@Test
	void whatASourceSaidStaysInTheFileUntilItAnswersAgain() throws Exception {
		try (AzureDiscovery first = start(new Source("azure", "10.0.0.4"), new Source("file", "10.0.0.7"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		try (AzureDiscovery second = start(new Source("azure"), new Source("file", "10.0.0.8"))) {
			failed(second);
			written(second);
		}
		try (AzureDiscovery third = start(new Source("azure"), new Source("file"))) {
			failed(third);
			assertThat(third.catalog().current().instances("orders")).extracting(Instance::host)
				.containsExactly("10.0.0.4", "10.0.0.8");
		}
	}

	@Test
	void aSourceThatIsNoLongerConfiguredLeavesTheFile() {
		try (AzureDiscovery first = start(new Source("azure", "10.0.0.4"), new Source("file", "10.0.0.7"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		try (AzureDiscovery second = start(new Source("azure"))) {
			failed(second);
			written(second);
			assertThat(second.catalog().current().instances("orders")).extracting(Instance::host)
				.containsExactly("10.0.0.4");
		}
		assertThat(new SnapshotFile(this.directory.resolve("snapshot")).read()).extracting(Instance::source)
			.containsExactly("azure");
	}

	@Test
	void anOutageFromTheFirstMomentWritesNothingOverTheFile() throws Exception {
		try (AzureDiscovery first = start(new Source("test", "10.0.0.4"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		Path file = this.directory.resolve("snapshot");
		String before = Files.readString(file);
		try (AzureDiscovery second = start(new Source("test"))) {
			for (int i = 0; i < 3; i++) {
				failed(second);
				written(second);
				second.stop();
				second.start();
			}
		}
		assertThat(Files.readString(file)).isEqualTo(before);
	}

	@Test
	void aFileThatIsNotBelievedStaysWhileNothingIsConfirmed() throws Exception {
		Path file = this.directory.resolve("snapshot");
		Files.writeString(file, "torn");
		try (AzureDiscovery discovery = start(new Source("azure"), new Source("file", "10.0.0.7"))) {
			failed(discovery);
			written(discovery);
		}
		assertThat(Files.readString(file)).isEqualTo("torn");
	}

	/** Wait until one source has failed. */
	private static void failed(AzureDiscovery discovery) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> discovery.sources().stream().anyMatch((source) -> source.error() != null));
		assertThat(discovery.awaitFirstRefresh(Duration.ZERO)).isFalse();
	}

	private void written(AzureDiscovery discovery) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> discovery.pendingEvents() == 0 && Files.exists(this.directory.resolve("snapshot")));
	}

	private AzureDiscovery start(InstanceSource... sources) {
		AzureDiscoveryBuilder builder = AzureDiscovery.builder().snapshotFile(this.directory.resolve("snapshot"));
		List.of(sources).forEach(builder::source);
		AzureDiscovery discovery = builder.build();
		discovery.start();
		return discovery;
	}

	/** Fails if it has no hosts. */
	private record Source(String name, List<String> hosts) implements InstanceSource {

		Source(String name, String... hosts) {
			this(name, List.of(hosts));
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) throws SourceException {
			if (this.hosts.isEmpty()) {
				throw SourceException.builder("Azure is away").build();
			}
			return SourceAnswer.of(this.hosts.stream()
				.map((host) -> Instance.of(host + ":80", "orders", host, 80).source(name()).build())
				.toList(), List.of());
		}

	}

}
