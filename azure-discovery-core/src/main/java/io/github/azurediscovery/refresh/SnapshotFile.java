package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.BoundedFileReader;
import io.github.azurediscovery.source.RefusedFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last good snapshot across a restart, for a start while Azure is unavailable.
 * Written to a temporary file and moved into place, readable by its owner only. A file
 * that is incomplete, of another version, larger than 16 MB or a link is ignored with one
 * line in the log, as is one that belongs to another user, or that others may write or
 * replace. Health and rejected items are not kept. Thread-safe.
 * <p>
 * The instances of a source are overwritten once that source has answered, and not
 * before: until then the catalog holds them as well. A file that could not be read is
 * overwritten once every source has answered.
 */
public final class SnapshotFile {

	private static final String HEADER = "azure-discovery-snapshot 1";

	private static final String END = "end";

	private static final Logger logger = LoggerFactory.getLogger(SnapshotFile.class);

	private final Path file;

	private Snapshot written = Snapshot.EMPTY;

	private boolean unread;

	private boolean failing;

	/**
	 * Create the keeper of a file, which need not exist.
	 * @param file the file; its directory must exist when something is written
	 */
	public SnapshotFile(Path file) {
		this.file = file.toAbsolutePath();
	}

	/**
	 * Read the file.
	 * @return the instances, empty if there is no usable file
	 */
	public synchronized List<Instance> read() {
		try {
			List<Instance> instances = parse(text().lines().toList());
			logger.info("Restored {} instances from {}; they are used until the sources answer", instances.size(),
					this.file);
			return instances;
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (RefusedFileException ex) {
			logger.warn("Nothing is taken from snapshot file {}: it {}", this.file, ex.getMessage());
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.warn("Ignoring unusable snapshot file {}: {}", this.file, ex.toString());
		}
		this.unread = true;
		return List.of();
	}

	private String text() throws IOException {
		SnapshotFileTrust trust = new SnapshotFileTrust(this.file, TrustedFileOwners.in(directory()));
		Object before = trust.check();
		byte[] bytes = BoundedFileReader.read(this.file, LinkOption.NOFOLLOW_LINKS);
		if (!Objects.equals(before, trust.check())) {
			throw new RefusedFileException("was replaced while it was read");
		}
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

	private static List<Instance> parse(List<String> lines) {
		if (lines.size() < 2 || !lines.get(0).equals(HEADER) || !lines.get(lines.size() - 1).equals(END)) {
			throw new IllegalArgumentException("it does not begin with '" + HEADER + "' and end with '" + END + "'");
		}
		return lines.subList(1, lines.size() - 1).stream().map(InstanceLineCodec::read).toList();
	}

	/**
	 * Write the instances of a catalog, if they have changed. A file that could not be
	 * read is overwritten only once all sources have answered, since until then its
	 * instances may still exist. A failure is logged once, until writing succeeds again.
	 * @param catalog the catalog
	 */
	public synchronized void keep(Catalog catalog) {
		Snapshot snapshot = catalog.current();
		if (snapshot.revision() != this.written.revision() && (!this.unread || catalog.lastUpdate() != null)
				&& write(snapshot)) {
			this.written = snapshot;
			this.unread = false;
		}
	}

	private boolean write(Snapshot snapshot) {
		List<String> lines = new ArrayList<>(List.of(HEADER));
		snapshot.services()
			.stream()
			.sorted()
			.flatMap((service) -> snapshot.instances(service).stream())
			.map(InstanceLineCodec::write)
			.forEach(lines::add);
		lines.add(END);
		try {
			replace(lines);
			this.failing = false;
			return true;
		}
		catch (IOException ex) {
			if (!this.failing) {
				logger.warn("The snapshot could not be written to {}: {}", this.file, ex.toString());
			}
			this.failing = true;
			return false;
		}
	}

	private void replace(List<String> lines) throws IOException {
		byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
		if (bytes.length > BoundedFileReader.MOST_BYTES) {
			throw new IOException("the snapshot is larger than 16 MB, and would not be read");
		}
		Path directory = directory();
		Path beside = Files.createTempFile(directory, this.file.getFileName() + ".", ".tmp", ownerOnly(directory));
		try {
			Files.write(beside, bytes);
			move(beside);
		}
		finally {
			Files.deleteIfExists(beside);
		}
	}

	private Path directory() {
		return Objects.requireNonNullElse(this.file.getParent(), this.file);
	}

	private void move(Path beside) throws IOException {
		try {
			Files.move(beside, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(beside, this.file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	private static FileAttribute<?>[] ownerOnly(Path directory) {
		return isPosix(directory)
				? Stream.of(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
					.toArray(FileAttribute<?>[]::new)
				: new FileAttribute<?>[0];
	}

}
