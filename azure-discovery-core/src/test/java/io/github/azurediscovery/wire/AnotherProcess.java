package io.github.azurediscovery.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link DiscoverOnce} in a Java process with an environment of its own, in which nothing
 * of this machine's proxies and Azure settings is left.
 */
final class AnotherProcess {

	private static final String NOTHING_LISTENS = "http://127.0.0.1:9";

	private final List<String> properties = new ArrayList<>();

	private final ProcessBuilder builder = new ProcessBuilder();

	AnotherProcess() {
		Map<String, String> environment = this.builder.environment();
		environment.keySet().removeIf((name) -> {
			String upper = name.toUpperCase(Locale.ROOT);
			return upper.endsWith("_PROXY") || upper.startsWith("AZURE_") || upper.startsWith("JAVA_TOOL");
		});
		environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", NOTHING_LISTENS);
		this.builder.redirectErrorStream(true);
	}

	AnotherProcess environment(String name, String value) {
		this.builder.environment().put(name, value);
		return this;
	}

	AnotherProcess property(String name, Object value) {
		this.properties.add("-D" + name + "=" + value);
		return this;
	}

	/** What it printed, line by line. */
	List<String> run() throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
		command.addAll(this.properties);
		command.add(DiscoverOnce.class.getName());
		Process process = this.builder.command(command).start();
		try {
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the process ended: " + said).isTrue();
			return said.lines().toList();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
