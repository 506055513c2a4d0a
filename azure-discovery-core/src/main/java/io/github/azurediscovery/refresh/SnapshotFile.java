package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last good snapshot over a restart, for a start while Azure is away. Written
 * beside and moved into place, readable by its owner only; a file that is torn, foreign,
 * of another version or open for others to write is ignored with one line in the log.
 * Health and rejected items are not kept.
 */
public final class SnapshotFile {

	private static final String HEADER = "azure-discovery-snapshot 1";

	private static final String END = "end";

	private static final Logger logger = LoggerFactory.getLogger(SnapshotFile.class);

	private final Path file;

	private boolean failing;

	/**
	 * Create the keeper of a file, which need not exist.
	 * @param file the file; its directory must exist when something is written
	 */
	public SnapshotFile(Path file) {
		this.file = file.toAbsolutePath();
	}

	/**
	 * Read what was written last.
	 * @return the instances, empty if there is no file that can be used
	 */
	public List<Instance> read() {
		try {
			if (isOpenToOthers()) {
				throw new IllegalArgumentException("others than its owner may write it, and so say where calls go");
			}
			List<Instance> instances = parse(Files.readAllLines(this.file));
			logger.info("{} instances taken from {} until Azure answers", instances.size(), this.file);
			return instances;
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.warn("{} is no snapshot that can be used, and ignored: {}", this.file, ex.toString());
			return List.of();
		}
	}

	private static List<Instance> parse(List<String> lines) {
		if (lines.size() < 2 || !lines.get(0).equals(HEADER) || !lines.get(lines.size() - 1).equals(END)) {
			throw new IllegalArgumentException("it does not begin with '" + HEADER + "' and end with '" + END + "'");
		}
		return lines.subList(1, lines.size() - 1).stream().map(InstanceLine::read).toList();
	}

	/**
	 * Replace what was written before. What goes wrong is logged once, until it goes well
	 * again.
	 * @param snapshot the snapshot
	 */
	public synchronized void write(Snapshot snapshot) {
		List<String> lines = new ArrayList<>(List.of(HEADER));
		snapshot.services()
			.stream()
			.sorted()
			.flatMap((service) -> snapshot.instances(service).stream())
			.map(InstanceLine::write)
			.forEach(lines::add);
		lines.add(END);
		try {
			replace(lines);
			this.failing = false;
		}
		catch (IOException ex) {
			if (!this.failing) {
				logger.warn("The snapshot could not be written to {}: {}", this.file, ex.toString());
			}
			this.failing = true;
		}
	}

	private void replace(List<String> lines) throws IOException {
		Path directory = Objects.requireNonNullElse(this.file.getParent(), this.file);
		Path beside = Files.createTempFile(directory, this.file.getFileName() + ".", ".tmp", ownerOnly(directory));
		try {
			Files.write(beside, lines);
			move(beside);
		}
		finally {
			Files.deleteIfExists(beside);
		}
	}

	private void move(Path beside) throws IOException {
		try {
			Files.move(beside, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(beside, this.file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private boolean isOpenToOthers() throws IOException {
		if (!isPosix(this.file)) {
			return false;
		}
		Set<PosixFilePermission> rights = Files.getPosixFilePermissions(this.file);
		return rights.contains(PosixFilePermission.GROUP_WRITE) || rights.contains(PosixFilePermission.OTHERS_WRITE);
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
