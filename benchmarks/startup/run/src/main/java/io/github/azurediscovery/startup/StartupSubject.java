package io.github.azurediscovery.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An application to measure, with a class path of its own.
 *
 * @param name its name in the table
 * @param module the module whose class path it is
 * @param properties the properties of the application
 * @param environment additional environment variables of the process
 */
record StartupSubject(String name, String module, List<String> properties, Map<String, String> environment) {

	private static final Path MODULES = Path.of("benchmarks", "startup");

	/** Longer than {@link MeasuredApplication} waits for the instances. */
	private static final Duration PATIENCE = Duration.ofSeconds(90);

	Measurement measure(int instances) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-cp",
						MODULES.resolve(Path.of("run", "target", "classes")) + File.pathSeparator + classPath(),
						MeasuredApplication.class.getName(), Integer.toString(instances), "--server.port=0",
						"--spring.application.name=shop", "--server.address=127.0.0.1", "--logging.level.root=warn",
						"--spring.main.banner-mode=off"));
		command.addAll(this.properties);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(this.environment);
		String output = run(builder);
		return output.lines()
			.filter((line) -> line.startsWith("measured "))
			.findFirst()
			.map(Measurement::parse)
			.orElseThrow(() -> new IllegalStateException(this.name + " did not start:\n" + output));
	}

	private String run(ProcessBuilder builder) throws IOException, InterruptedException {
		Path output = Files.createTempFile("startup-cost-", ".log");
		try {
			Process process = builder.redirectOutput(output.toFile()).start();
			if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
				throw new IllegalStateException(
						this.name + " did not end within " + PATIENCE + ":\n" + Files.readString(output));
			}
			return Files.readString(output);
		}
		finally {
			Files.delete(output);
		}
	}

	long jars() throws IOException {
		return files().size();
	}

	long bytes() throws IOException {
		long bytes = 0;
		for (Path file : files()) {
			bytes += Files.size(file);
		}
		return bytes;
	}

	private List<Path> files() throws IOException {
		return Arrays.stream(classPath().split(File.pathSeparator, -1)).map(Path::of).toList();
	}

	private String classPath() throws IOException {
		return Files.readString(MODULES.resolve(Path.of(this.module, "target", "classpath"))).strip();
	}

	/**
	 * What one start cost.
	 *
	 * @param started milliseconds from the start of the JVM to a started context
	 * @param discovered milliseconds from the start of the JVM until all instances were
	 * known
	 * @param heap bytes of live heap afterwards
	 */
	record Measurement(long started, long discovered, long heap) {

		static Measurement parse(String line) {
			String[] parts = line.split(" ", -1);
			return new Measurement(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
		}

	}

}
