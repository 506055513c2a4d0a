package io.github.azurediscovery.haproxy.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Runs {@code haproxy -c} over a file that is not yet in its place. No shell. */
final class CheckCommand {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final int MOST_OUTPUT = 64 * 1024;

	private final List<String> command;

	CheckCommand(List<String> command) {
		this.command = command;
	}

	/**
	 * Check a file.
	 * @param file the file
	 * @return what is wrong, in HAProxy's words, or {@code null} if nothing is
	 */
	@Nullable String refusal(Path file) throws InterruptedException {
		Path output = null;
		try {
			output = Files.createTempFile("azure-discovery", ".txt");
			Process process = new ProcessBuilder(
					this.command.stream().map((argument) -> argument.replace("{file}", file.toString())).toList())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			process.getOutputStream().close();
			return verdict(process, output);
		}
		catch (IOException ex) {
			return "the check command cannot be run: " + ex.getMessage();
		}
		finally {
			delete(output);
		}
	}

	private static @Nullable String verdict(Process process, Path output) throws IOException, InterruptedException {
		try {
			if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
				return "the check command did not end within " + LIMIT.toSeconds() + " s";
			}
		}
		finally {
			process.destroyForcibly();
		}
		return (process.exitValue() != 0) ? reason(process.exitValue(), output) : null;
	}

	private static String reason(int exit, Path output) throws IOException {
		byte[] bytes;
		try (var stream = Files.newInputStream(output)) {
			bytes = stream.readNBytes(MOST_OUTPUT);
		}
		List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().map(String::strip).toList();
		return lines.stream()
			.filter((line) -> line.startsWith("[ALERT]"))
			.findFirst()
			.or(() -> lines.stream().filter((line) -> !line.isEmpty()).reduce((first, second) -> second))
			.orElse("the check command ended with " + exit);
	}

	private static void delete(@Nullable Path file) {
		try {
			if (file != null) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			file.toFile().deleteOnExit();
		}
	}

}
