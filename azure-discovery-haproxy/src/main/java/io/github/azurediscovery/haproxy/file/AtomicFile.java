package io.github.azurediscovery.haproxy.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that its reader finds either old or new, never half written. */
final class AtomicFile {

	private final Path file;

	AtomicFile(Path file) {
		this.file = file;
	}

	/**
	 * Write a file beside, which other users may read.
	 * @param content the content
	 * @return the file beside
	 * @throws IOException if it cannot be written
	 */
	Path prepare(String content) throws IOException {
		Path beside = this.file.resolveSibling(this.file.getFileName() + ".new");
		Files.deleteIfExists(beside);
		Files.writeString(beside, content);
		PosixFileAttributeView posix = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
		if (posix != null) {
			posix.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
		}
		return beside;
	}

	void replace(Path beside) throws IOException {
		Files.move(beside, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	void write(String content) throws IOException {
		replace(prepare(content));
	}

}
