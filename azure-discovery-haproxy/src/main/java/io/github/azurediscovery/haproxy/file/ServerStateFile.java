package io.github.azurediscovery.haproxy.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.ServerTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HAProxy's own {@code server-state-file}, kept current, so that a reload by any process
 * starts with the servers of the moment before.
 */
public final class ServerStateFile {

	private static final Logger logger = LoggerFactory.getLogger(ServerStateFile.class);

	private final @Nullable Path path;

	private Map<String, List<ServerRow>> written = Map.of();

	private boolean failing;

	public ServerStateFile(@Nullable Path path) {
		this.path = path;
	}

	public boolean isKept() {
		return this.path != null;
	}

	/**
	 * Write the table, if anything but the time differs from what was written last.
	 * @param table what HAProxy shows
	 * @return what failed, or {@code null}
	 */
	public @Nullable String write(ServerTable table) {
		if (this.path == null || (!this.failing && table.backends().equals(this.written))) {
			return null;
		}
		try {
			new AtomicFile(this.path).write(table.text());
			this.written = table.backends();
			this.failing = false;
			return null;
		}
		catch (IOException ex) {
			if (!this.failing) {
				logger.warn(
						"State file {} cannot be written, so a reload of HAProxy loses its servers for a moment: {}",
						this.path, ex.toString());
			}
			this.failing = true;
			return "state file " + this.path + " cannot be written: " + ex;
		}
	}

}
