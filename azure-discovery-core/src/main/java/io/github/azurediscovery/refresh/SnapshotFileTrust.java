package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;

import io.github.azurediscovery.source.RefusedFileException;

import org.jspecify.annotations.Nullable;

/**
 * Checks whether the content of a file can only come from this user or from root: the
 * file and its directory belong to them, and no other user may write the file or replace
 * it in the directory. On a file system that is not POSIX this cannot be checked, and is
 * left to the administrator.
 */
final class SnapshotFileTrust {

	private static final String UNIX = "unix";

	private static final int OTHERS_MAY_WRITE = 0022;

	private static final int STICKY = 01000;

	private final Path file;

	private final Path directory;

	private final TrustedFileOwners users;

	/**
	 * Create the check of a file.
	 * @param file the file
	 * @param users the users whose files are trusted
	 */
	SnapshotFileTrust(Path file, TrustedFileOwners users) {
		this.file = file;
		this.directory = Objects.requireNonNullElse(file.getParent(), file);
		this.users = users;
	}

	/**
	 * Check the file that has the name now.
	 * @return a key that identifies this file, {@code null} if the file system has none
	 * @throws RefusedFileException if others may write it, or it is a link
	 * @throws IOException if it cannot be checked
	 */
	@Nullable Object check() throws IOException {
		if (!this.file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
			return Files.readAttributes(this.file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
		}
		Map<String, Object> attributes = Files.readAttributes(this.file, "unix:isSymbolicLink,uid,mode,fileKey",
				LinkOption.NOFOLLOW_LINKS);
		if (Boolean.TRUE.equals(attributes.get("isSymbolicLink"))) {
			throw new RefusedFileException("is a link: name the file itself");
		}
		if ((mode(attributes) & OTHERS_MAY_WRITE) != 0) {
			throw new RefusedFileException("may be written by others than its owner: chmod go-w it, or remove it");
		}
		int user = uid(attributes);
		if (!this.users.include(user)) {
			throw new RefusedFileException("belongs to user " + user
					+ ", who is neither the user of this process nor root: chown it, or remove it");
		}
		checkDirectory();
		return attributes.get("fileKey");
	}

	private void checkDirectory() throws IOException {
		Map<String, Object> attributes = Files.readAttributes(this.directory, "unix:uid,mode");
		int mode = mode(attributes);
		if ((mode & OTHERS_MAY_WRITE) != 0 && (mode & STICKY) == 0) {
			throw new RefusedFileException("may be replaced by others, who may write its directory:"
					+ " chmod go-w that, or use a directory of this user's own");
		}
		int user = uid(attributes);
		if (!this.users.include(user)) {
			throw new RefusedFileException("may be replaced by user " + user
					+ ", the owner of its directory: use a directory of this user's own");
		}
	}

	private static int uid(Map<String, Object> attributes) {
		return (int) Objects.requireNonNull(attributes.get("uid"));
	}

	private static int mode(Map<String, Object> attributes) {
		return (int) Objects.requireNonNull(attributes.get("mode"));
	}

}
