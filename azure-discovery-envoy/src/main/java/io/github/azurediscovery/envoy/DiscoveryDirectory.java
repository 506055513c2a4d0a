package io.github.azurediscovery.envoy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.github.azurediscovery.sink.SinkException;

/**
 * Resources as files in a directory that Envoy watches. A file is moved into it, never
 * written in place, and only if its content is another.
 */
final class DiscoveryDirectory {

	private final Path directory;

	DiscoveryDirectory(Path directory) {
		this.directory = directory;
	}

	/** Endpoints first: a cluster without them would be warming until they come. */
	void write(ResourceSnapshot snapshot) throws SinkException {
		for (ResourceKind kind : List.of(ResourceKind.ENDPOINTS, ResourceKind.CLUSTERS)) {
			XdsResourceSet set = snapshot.set(kind.type());
			try {
				replace(file(kind), ResourceJson.response(kind, set.version(), resources(set)));
			}
			catch (IOException ex) {
				throw new SinkException("azure.discovery.envoy.directory: " + file(kind) + " cannot be written: " + ex,
						ex);
			}
		}
	}

	private List<Message> resources(XdsResourceSet set) {
		return set.messages()
			.values()
			.stream()
			.map((resource) -> (resource instanceof Cluster cluster)
					? ClusterFactory.from(cluster, EndpointSource.file(file(ResourceKind.ENDPOINTS))) : resource)
			.toList();
	}

	private Path file(ResourceKind kind) {
		return this.directory.resolve(kind.plural() + ".json");
	}

	private static void replace(Path file, String text) throws IOException {
		byte[] content = text.getBytes(StandardCharsets.UTF_8);
		if (holds(file, content)) {
			return;
		}
		Path beside = file.resolveSibling("." + file.getFileName() + ".new");
		Files.deleteIfExists(beside);
		Files.write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		PosixFileAttributeView posix = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
		if (posix != null) {
			posix.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
		}
		Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/** Opening a pipe would block, and a device has no end: neither is read. */
	private static boolean holds(Path file, byte[] content) throws IOException {
		if (!Files.isRegularFile(file) || Files.size(file) != content.length) {
			return false;
		}
		try (InputStream current = Files.newInputStream(file)) {
			return Arrays.equals(current.readNBytes(content.length), content);
		}
	}

}
