package io.github.azurediscovery.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Reads regular files of at most 16 MB. What is none is refused before it is opened,
 * since opening a pipe may block for ever and a device has no end.
 */
public final class BoundedFileReader {

	/** The most bytes that a file may have. */
	public static final int MOST_BYTES = 16 * 1024 * 1024;

	private BoundedFileReader() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @param options whether a link is followed
	 * @return its content
	 * @throws RefusedFileException if it is no regular file, too large, or another one
	 * came into its place meanwhile
	 * @throws IOException if it cannot be read
	 */
	public static byte[] read(Path file, LinkOption... options) throws IOException {
		BasicFileAttributes attributes = attributes(file, options);
		if (!attributes.isRegularFile()) {
			throw new RefusedFileException("is " + kind(attributes) + " and no regular file");
		}
		if (attributes.size() > MOST_BYTES) {
			throw tooLarge();
		}
		byte[] bytes;
		try (InputStream content = open(file, options)) {
			bytes = content.readNBytes(MOST_BYTES + 1);
		}
		if (bytes.length > MOST_BYTES) {
			throw tooLarge();
		}
		if (!Objects.equals(attributes.fileKey(), attributes(file, options).fileKey())) {
			throw new RefusedFileException("was replaced while it was read");
		}
		return bytes;
	}

	private static BasicFileAttributes attributes(Path file, LinkOption... options) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class, options);
	}

	private static InputStream open(Path file, LinkOption... options) throws IOException {
		try {
			return Files.newInputStream(file, options);
		}
		catch (UnsupportedOperationException ex) {
			return Files.newInputStream(file);
		}
	}

	private static String kind(BasicFileAttributes attributes) {
		if (attributes.isDirectory()) {
			return "a directory";
		}
		return attributes.isSymbolicLink() ? "a link" : "a pipe, a device or another special file";
	}

	private static RefusedFileException tooLarge() {
		return new RefusedFileException("is larger than 16 MB, and not read");
	}

}
