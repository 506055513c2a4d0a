package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The users whose files are believed. */
@FunctionalInterface
interface TrustedFileOwners {

	/**
	 * Return whether a user is one of them.
	 * @param uid the number of the user
	 * @return whether the user's files are believed
	 * @throws IOException if it cannot be told
	 */
	boolean include(int uid) throws IOException;

	/**
	 * The user of this process and root. What this process writes in a directory belongs
	 * to its user, whatever a network file system makes of users; where it may not write
	 * there, the directory of temporary files tells.
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
