package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Addresses;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotFileTests {

	private static final Instance ORDERS = Instance.of("vm-1:80", "orders", "[fd00::4]", 80)
		.vmId("vm-1")
		.name("orders_0")
		.secure(true)
		.addresses(new Addresses(List.of("10.0.0.4", "fd00::4"), List.of("20.1.2.3")))
		.zone("1")
		.region("westeurope")
		.scaleSet("orders")
		.resourceGroup("shop")
		.source("scale-set:orders")
		.metadata(Map.of("weight", "5", "note", "a=b&c d\n%"))
		.build();

	@TempDir
	private Path directory;

	@Test
	void readsWhatItWrote() {
		Instance plain = Instance.of("10.0.0.9:80", "legacy", "10.0.0.9", 80).source("static:legacy").build();
		file().write(Snapshot.EMPTY.next(List.of(ORDERS, plain), List.of()));
		assertThat(file().read()).containsExactly(plain, ORDERS);
	}

	@Test
	void replacesWhatItWroteBefore() throws IOException {
		file().write(Snapshot.EMPTY.next(List.of(ORDERS), List.of()));
		file().write(Snapshot.EMPTY);
		assertThat(file().read()).isEmpty();
		try (var left = Files.list(this.directory)) {
			assertThat(left).containsExactly(path());
		}
	}

	@Test
	void isReadableByItsOwnerOnly() throws IOException {
		file().write(Snapshot.EMPTY.next(List.of(ORDERS), List.of()));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-------");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-rw----", "rw-----w-" })
	void ignoresAFileThatOthersMayWrite(String rights) throws IOException {
		file().write(Snapshot.EMPTY.next(List.of(ORDERS), List.of()));
		Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(rights));
		assertThat(file().read()).isEmpty();
	}

	@Test
	void knowsNobodyWithoutAFile() {
		assertThat(file().read()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "azure-discovery-snapshot 2\nend\n",
			"azure-discovery-snapshot 1\nservice=orders&id=vm-1&ho",
			"azure-discovery-snapshot 1\nservice=orders&id=vm-1\nend\n",
			"azure-discovery-snapshot 1\nservice=orders&id=1&host=h&port=x&vm-id=1&name=n&source=s\nend\n",
			"azure-discovery-snapshot 1\nnonsense\nend\n", "azure-discovery-snapshot 1\nid=%zz\nend\n" })
	void ignoresAFileThatIsTornForeignOrOfAnotherVersion(String text) throws IOException {
		Files.writeString(path(), text);
		assertThat(file().read()).isEmpty();
	}

	@Test
	void survivesADirectoryThatDoesNotExist() {
		new SnapshotFile(this.directory.resolve("missing").resolve("snapshot")).write(Snapshot.EMPTY);
		assertThat(this.directory).isEmptyDirectory();
	}

	private Path path() {
		return this.directory.resolve("snapshot");
	}

	private SnapshotFile file() {
		return new SnapshotFile(path());
	}

}
