package io.github.azurediscovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.Round;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ColdStartTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TempDir
	private Path directory;

	@Test
	void offersTheLastGoodSnapshotWhileAzureIsAway() {
		try (AzureDiscovery first = start(new Source("10.0.0.4", "10.0.0.5"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		try (AzureDiscovery second = start(new Source())) {
			assertThat(second.awaitFirstRefresh(PATIENCE)).isFalse();
			assertThat(second.catalog().current().instances("orders")).extracting(Instance::host)
				.containsExactly("10.0.0.4", "10.0.0.5");
			assertThat(second.catalog().lastUpdate()).isNull();
			assertThat(second.routes().route("orders")).isNotNull();
		}
	}

	@Test
	void replacesItByTheFirstAnswerWhateverTheGuardSays() {
		try (AzureDiscovery first = start(new Source("10.0.0.4", "10.0.0.5"))) {
			assertThat(first.awaitFirstRefresh(PATIENCE)).isTrue();
			written(first);
		}
		try (AzureDiscovery second = start(new Source("10.0.0.9"))) {
			assertThat(second.awaitFirstRefresh(PATIENCE)).isTrue();
			assertThat(second.catalog().current().instances("orders")).extracting(Instance::host)
				.containsExactly("10.0.0.9");
			assertThat(second.catalog().lastUpdate()).isNotNull();
		}
	}

	private void written(AzureDiscovery discovery) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (discovery.pendingEvents() > 0 || !this.directory.resolve("snapshot").toFile().exists()) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			Thread.onSpinWait();
		}
	}

	private AzureDiscovery start(InstanceSource source) {
		AzureDiscovery discovery = AzureDiscovery.builder()
			.source(source)
			.snapshotFile(this.directory.resolve("snapshot"))
			.build();
		discovery.start();
		return discovery;
	}

	/** Fails if it has no hosts. */
	private record Source(String... hosts) implements InstanceSource {

		@Override
		public String name() {
			return "test";
		}

		@Override
		public SourceAnswer fetch(Round round) throws SourceException {
			if (this.hosts.length == 0) {
				throw SourceException.failed("Azure is away", null, null, 0);
			}
			return SourceAnswer.of(List.of(this.hosts)
				.stream()
				.map((host) -> Instance.of(host + ":80", "orders", host, 80).source(name()).build())
				.toList(), List.of());
		}

	}

}
