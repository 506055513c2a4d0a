package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.VmAddresses;
import io.github.azurediscovery.source.BoundedFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotFileTests {

	private static final Instance ORDERS = Instance.of("vm-1:80", "orders", "[fd00::4]", 80)
		.vmId("vm-1")
		.name("orders_0")
		.secure(true)
		.addresses(new VmAddresses(List.of("10.0.0.4", "fd00::4"), List.of("20.1.2.3")))
		.zone("1")
		.region("westeurope")
		.scaleSet("orders")
		.resourceGroup("shop")
		.source("scale-set:orders")
		.metadata(Map.of("weight", "5", "note", "a=b&c d\n%"))
		.build();

	private final MutableCatalog catalog = new MutableCatalog(Runnable::run);

	@TempDir
	private Path directory;

	@Test
	void readsWhatItWrote() {
		Instance plain = Instance.of("10.0.0.9:80", "legacy", "10.0.0.9", 80).source("static:legacy").build();
		keep(ORDERS, plain);
		assertThat(file().read()).containsExactly(plain, ORDERS);
	}

	@Test
	void replacesWhatItWroteBefore() throws IOException {
		SnapshotFile file = file();
		publish(file, ORDERS);
		publish(file);
		assertThat(file().read()).isEmpty();
		try (var left = Files.list(this.directory)) {
			assertThat(left).containsExactly(path());
		}
	}

	@Test
	void isReadableByItsOwnerOnly() throws IOException {
		keep(ORDERS);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-------");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-rw----", "rw-----w-" })
	void ignoresAFileThatOthersMayWrite(String rights) throws IOException {
		keep(ORDERS);
		Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(rights));
		assertThat(file().read()).isEmpty();
	}

	@Test
	void knowsNoInstanceWithoutAFile() {
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
	void writesAsSoonAsItCan() throws IOException {
		Path missing = this.directory.resolve("missing");
		SnapshotFile file = new SnapshotFile(missing.resolve("snapshot"));
		publish(file, ORDERS);
		assertThat(this.directory).isEmptyDirectory();
		Files.createDirectory(missing);
		file.keep(this.catalog);
		assertThat(file.read()).containsExactly(ORDERS);
	}

	@Test
	void writesNothingAnew() throws IOException {
		SnapshotFile file = file();
		publish(file, ORDERS);
		Files.delete(path());
		file.keep(this.catalog);
		assertThat(path()).doesNotExist();
	}

	@Test
	void anEmptyCatalogIsNotWrittenBeforeAnythingIsKnown() {
		file().keep(this.catalog);
		assertThat(path()).doesNotExist();
	}

	@Test
	void aFileThatCouldNotBeReadStaysUntilEverySourceHasAnswered() throws IOException {
		Files.writeString(path(), "azure-discovery-snapshot 2\nwhat a later version knows\n");
		SnapshotFile file = file();
		file.read();
		this.catalog.publish(this.catalog.current().next(List.of(ORDERS), List.of()), null);
		file.keep(this.catalog);
		assertThat(path()).content().contains("what a later version knows");
		this.catalog.publish(this.catalog.current(), Instant.EPOCH);
		file.keep(this.catalog);
		assertThat(file().read()).containsExactly(ORDERS);
	}

	@Test
	void ignoresAFileInADirectoryWhereOthersMayReplaceIt() throws IOException {
		keep(ORDERS);
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertThat(file().read()).isEmpty();
		Files.setAttribute(this.directory, "unix:mode", 01777);
		assertThat(file().read()).as("its name is safe where only owners may remove files").hasSize(1);
	}

	@Test
	void ignoresALink() throws IOException {
		keep(ORDERS);
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), path());
		assertThat(new SnapshotFile(link).read()).isEmpty();
	}

	@Test
	void ignoresALinkToNowhere() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), path());
		assertThat(new SnapshotFile(link).read()).isEmpty();
	}

	@Test
	void ignoresADirectory() throws IOException {
		Files.createDirectory(path());
		assertThat(file().read()).isEmpty();
	}

	@Test
	@Timeout(20)
	void doesNotWaitForANamedPipe() throws Exception {
		assertThat(new ProcessBuilder("mkfifo", path().toString()).start().waitFor()).isZero();
		Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
		assertThat(file().read()).isEmpty();
	}

	@Test
	void ignoresAFileThatIsLargerThanAnySnapshot() throws IOException {
		keep(ORDERS);
		try (RandomAccessFile large = new RandomAccessFile(path().toFile(), "rw")) {
			large.setLength(BoundedFileReader.MOST_BYTES + 1);
		}
		assertThat(file().read()).isEmpty();
	}

	@Test
	void neverWritesWhatItWouldNotRead() {
		SnapshotFile file = file();
		publish(file, ORDERS);
		String large = "x".repeat(BoundedFileReader.MOST_BYTES);
		publish(file, ORDERS.toBuilder().metadata(Map.of("large", large)).build());
		assertThat(file().read()).containsExactly(ORDERS);
	}

	@Test
	void worksOnAFileSystemThatKnowsNoOwners() throws IOException {
		try (FileSystem zip = FileSystems.newFileSystem(this.directory.resolve("files.zip"),
				Map.of("create", "true"))) {
			Path inside = zip.getPath("/snapshot");
			publish(new SnapshotFile(inside), ORDERS);
			assertThat(new SnapshotFile(inside).read()).containsExactly(ORDERS);
		}
	}

	private Path path() {
		return this.directory.resolve("snapshot");
	}

	private void keep(Instance... instances) {
		publish(file(), instances);
	}

	private void publish(SnapshotFile file, Instance... instances) {
		this.catalog.publish(this.catalog.current().next(List.of(instances), List.of()), Instant.EPOCH);
		file.keep(this.catalog);
	}

	private SnapshotFile file() {
		return new SnapshotFile(path());
	}

}
