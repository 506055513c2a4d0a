package io.github.azurediscovery.envoy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.PathConfigSource;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.SinkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DiscoveryDirectoryTests {

	@TempDir
	private Path directory;

	private EnvoySink sink() {
		return new EnvoySink(EnvoySettings.DEFAULT.withDirectory(this.directory));
	}

	private DiscoveryResponse read(String file) throws Exception {
		DiscoveryResponse.Builder response = DiscoveryResponse.newBuilder();
		ResourceJson.parse(Files.readString(this.directory.resolve(file)), response);
		return response.build();
	}

	@Test
	void clustersAndEndpointsAreFiles() throws Exception {
		sink().apply(EnvoyStates.services(2, -1), ApplyMode.FULL);
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("clusters.json", "endpoints.json");
		assertThat(read("endpoints.json").getResourcesCount()).isEqualTo(2);
		PathConfigSource source = read("clusters.json").getResources(0)
			.unpack(Cluster.class)
			.getEdsClusterConfig()
			.getEdsConfig()
			.getPathConfigSource();
		assertThat(source.getPath()).isEqualTo(this.directory.resolve("endpoints.json").toString());
		assertThat(source.getWatchedDirectory().getPath()).isEqualTo(this.directory.toString());
	}

	@Test
	void aFileWithTheSameContentIsNotMovedAgain() throws Exception {
		sink().apply(EnvoyStates.services(2, -1), ApplyMode.FULL);
		FileTime longAgo = FileTime.fromMillis(0);
		Files.setLastModifiedTime(this.directory.resolve("clusters.json"), longAgo);
		Files.setLastModifiedTime(this.directory.resolve("endpoints.json"), longAgo);
		EnvoySink restarted = sink();
		restarted.apply(EnvoyStates.incomplete(), ApplyMode.FULL);
		restarted.apply(EnvoyStates.services(2, 1), ApplyMode.FULL);
		assertThat(Files.getLastModifiedTime(this.directory.resolve("clusters.json"))).isEqualTo(longAgo);
		assertThat(Files.getLastModifiedTime(this.directory.resolve("endpoints.json"))).isNotEqualTo(longAgo);
	}

	@Test
	void aDirectoryThatIsNotThereIsNamedWithItsProperty() {
		EnvoySink sink = new EnvoySink(EnvoySettings.DEFAULT.withDirectory(this.directory.resolve("missing")));
		assertThatExceptionOfType(SinkException.class)
			.isThrownBy(() -> sink.apply(EnvoyStates.services(1, -1), ApplyMode.FULL))
			.withMessageStartingWith("azure.discovery.envoy.directory: ")
			.withMessageContaining("endpoints.json");
	}

	/** Opening a pipe that no other process writes to would block the sink for ever. */
	@Test
	@EnabledOnOs(OS.LINUX)
	@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
	void aPipeIsReplacedAndNeverOpened() throws Exception {
		pipe("endpoints.json");
		pipe(".endpoints.json.new");
		pipe(".clusters.json.new");
		sink().apply(EnvoyStates.services(2, -1), ApplyMode.FULL);
		assertThat(read("endpoints.json").getResourcesCount()).isEqualTo(2);
		assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("clusters.json", "endpoints.json");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
	void aDeviceWithoutEndIsReplacedAndNeverRead() throws Exception {
		Files.createSymbolicLink(this.directory.resolve("clusters.json"), Path.of("/dev/zero"));
		sink().apply(EnvoyStates.services(2, -1), ApplyMode.FULL);
		assertThat(read("clusters.json").getResourcesCount()).isEqualTo(2);
		assertThat(this.directory.resolve("clusters.json")).isRegularFile();
	}

	private void pipe(String name) throws Exception {
		Process mkfifo = new ProcessBuilder("mkfifo", this.directory.resolve(name).toString()).start();
		assertThat(mkfifo.waitFor()).isZero();
	}

}
