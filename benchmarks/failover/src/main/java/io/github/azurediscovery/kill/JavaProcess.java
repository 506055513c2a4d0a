package io.github.azurediscovery.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process with this program's class path. Ends when this program ends. */
final class JavaProcess implements AutoCloseable {

	private final String name;

	private final Path log;

	private final Process process;

	private final BufferedReader output;

	private JavaProcess(String name, Path log, Process process) {
		this.name = name;
		this.log = log;
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
	}

	static JavaProcess start(Class<?> main, Path directory, String name, List<String> options, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		Path log = directory.resolve(name + ".log");
		try {
			return new JavaProcess(name, log, new ProcessBuilder(command).redirectError(log.toFile()).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the next line of its standard output.
	 * @throws IllegalStateException if there is none because it has ended
	 */
	String line() {
		try {
			String line = this.output.readLine();
			if (line == null) {
				throw new IllegalStateException(this.name + " has ended, see " + this.log);
			}
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void say(String line) {
		try {
			this.process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kill it, as {@code kill -9} does.
	 * @return when, in milliseconds since the epoch
	 */
	long kill() {
		this.process.destroyForcibly();
		long killed = System.currentTimeMillis();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return killed;
	}

	@Override
	public void close() {
		kill();
	}

}
