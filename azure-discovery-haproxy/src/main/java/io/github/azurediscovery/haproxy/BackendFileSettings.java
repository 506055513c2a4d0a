package io.github.azurediscovery.haproxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;

/**
 * A file of backends that this library writes and HAProxy reads at a reload.
 *
 * @param file the file; nothing else may write it
 * @param masterSocket the socket of HAProxy's master process, started by
 * {@code haproxy -W -S}
 * @param checkCommand the command and its arguments that check the configuration before a
 * reload, with {@code {file}} for the file to be checked
 * @param minInterval the shortest time between two reloads
 */
public record BackendFileSettings(Path file, HaproxyAddress masterSocket, List<String> checkCommand,
		Duration minInterval) {

	/** The default of the file. */
	public static final Path DEFAULT_FILE = Path.of("/etc/haproxy/azure-discovery.cfg");

	/** The default of the check command. */
	public static final List<String> DEFAULT_CHECK_COMMAND = List.of("haproxy", "-c", "-f", "/etc/haproxy/haproxy.cfg",
			"-f", "{file}");

	/** The default of the interval. */
	public static final Duration DEFAULT_MIN_INTERVAL = Duration.ofSeconds(60);

	/**
	 * Read the settings from text.
	 * @param file the file
	 * @param masterSocket the socket, as in {@link HaproxyAddress#parse}
	 * @param checkCommand the command, its parts separated by blanks
	 * @param minInterval the shortest time between two reloads
	 * @return the settings
	 * @throws IllegalArgumentException if one of them cannot work
	 */
	public static BackendFileSettings of(Path file, String masterSocket, String checkCommand, Duration minInterval) {
		return new BackendFileSettings(file, HaproxyAddress.parse("haproxy.master-socket", masterSocket),
				List.of(checkCommand.strip().split("\\s+")), minInterval);
	}

	public BackendFileSettings {
		checkCommand = List.copyOf(checkCommand);
		HaproxyBounds.that(file.isAbsolute(), "haproxy.file", file, "an absolute path");
		HaproxyBounds.that(checkCommand.stream().anyMatch((argument) -> argument.contains("{file}")),
				"haproxy.check-command", String.join(" ", checkCommand), "a command with {file}");
		HaproxyBounds.between("haproxy.reload.min-interval", minInterval, Duration.ZERO);
	}

}
