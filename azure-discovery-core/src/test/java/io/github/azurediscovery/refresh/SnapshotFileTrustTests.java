package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.azurediscovery.source.RefusedFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who may say where calls go. */
class SnapshotFileTrustTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void create() throws IOException {
		this.file = Files.createFile(this.directory.resolve("snapshot"));
	}

	@Test
	void believesAFileOfThisUserAndTellsItFromAnother() throws IOException {
		SnapshotFileTrust trust = new SnapshotFileTrust(this.file, TrustedFileOwners.in(this.directory));
		Object key = trust.check();
		assertThat(trust.check()).isEqualTo(key);
		Path other = Files.createFile(this.directory.resolve("other"));
		Files.move(other, this.file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		assertThat(trust.check()).isNotEqualTo(key);
	}

	@Test
	void knowsItsOwnUserByWhatItWritesAndLeavesNothingBehind() throws IOException {
		int own = (int) Files.getAttribute(this.file, "unix:uid");
		assertThat(TrustedFileOwners.in(this.directory).include(own)).isTrue();
		assertThat(TrustedFileOwners.in(this.directory).include(0)).isTrue();
		assertThat(TrustedFileOwners.in(this.directory).include(own + 12345)).isFalse();
		assertThat(TrustedFileOwners.in(this.directory.resolve("missing")).include(own)).isTrue();
		assertThat(this.directory).isDirectoryNotContaining((path) -> !path.equals(this.file));
	}

	@Test
	void refusesAFileOfAnotherUser() {
		assertThatExceptionOfType(RefusedFileException.class)
			.isThrownBy(() -> new SnapshotFileTrust(this.file, (uid) -> false).check())
			.withMessageMatching("belongs to user \\d+, who is neither the user of this process nor root:"
					+ " chown it, or remove it");
	}

	@Test
	void refusesAFileInADirectoryOfAnotherUser() {
		int[] asked = { 0 };
		assertThatExceptionOfType(RefusedFileException.class)
			.isThrownBy(() -> new SnapshotFileTrust(this.file, (uid) -> asked[0]++ == 0).check())
			.withMessageMatching("may be replaced by user \\d+, the owner of its directory:"
					+ " use a directory of this user's own");
	}

	@Test
	void refusesAFileThatOthersMayWrite() throws IOException {
		Files.setAttribute(this.file, "unix:mode", 0620);
		assertThatExceptionOfType(RefusedFileException.class)
			.isThrownBy(() -> new SnapshotFileTrust(this.file, (uid) -> true).check())
			.withMessage("may be written by others than its owner: chmod go-w it, or remove it");
	}

	@Test
	void refusesALink() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.file);
		assertThatExceptionOfType(RefusedFileException.class)
			.isThrownBy(() -> new SnapshotFileTrust(link, (uid) -> true).check())
			.withMessage("is a link: name the file itself");
	}

}
