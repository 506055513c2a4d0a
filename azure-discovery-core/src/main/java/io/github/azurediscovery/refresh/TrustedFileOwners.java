package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The users whose files are trusted. */
@FunctionalInterface
interface TrustedFileOwners {

	/**
	 * Return whether a user is one of them.
	 * @param uid the number of the user
	 * @return whether the user's files are trusted
	 * @throws IOException if it cannot be determined
	 */
	boolean include(int uid) throws IOException;

	/**
	 * Return the user of this process, and root. A file that this process creates in the
	 * directory shows its user, however a network file system maps users; if the
	 * directory is not writable, the directory of temporary files is used.
	 * @param directory the directory
	 * @return the users
	 */
	static TrustedFileOwners in(Path directory) {
		return (uid) -> uid == 0 || uid == own(directory);
	}

	private static int own(Path directory) throws IOException {
		IOException failure = new IOException();
		for (Path where : List.of(directory, Path.of(System.getProperty("java.io.tmpdir")))) {
			try {
				Path written = Files.createTempFile(where, "azure-discovery", ".tmp");
				try {
					return (int) Files.getAttribute(written, "unix:uid");
				}
				finally {
					Files.delete(written);
				}
			}
			catch (IOException ex) {
				ex.addSuppressed(failure);
				failure = ex;
			}
		}
		throw failure;
	}

}
