package io.github.azurediscovery.proxies;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** An agent: {@code java -jar azure-discovery-agent.jar}, a process of the test's own. */
final class AgentProcess implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Path directory;

	private final Process process;

	private final int port;

	private AgentProcess(Path directory, Process process, int port) {
		this.directory = directory;
		this.process = process;
		this.port = port;
	}

	static Path jar() {
		try (Stream<Path> built = Files.list(Path.of("..", "..", "azure-discovery-agent", "target"))) {
			return built.filter((file) -> file.getFileName().toString().matches("azure-discovery-agent-.*\\.jar"))
				.filter((file) -> !file.getFileName().toString().endsWith("-sources.jar"))
				.filter((file) -> !file.getFileName().toString().endsWith("-javadoc.jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The agent is not packaged: run scripts/proxies"))
				.toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The agent is not packaged: run scripts/proxies", ex);
		}
	}

	/**
	 * Start.
	 * @param arguments its command line
	 * @return the process, which may not answer yet
	 */
	static AgentProcess start(String... arguments) {
		int port = HaproxyProcess.freePort();
		return start(Stream.concat(Arrays.stream(arguments), Stream.of("--server.port=" + port)).toList(), port);
	}

	static AgentProcess start(List<String> arguments, int port) {
		// A process that nohup started has SIGHUP ignored, and so have those that it
		// starts.
		List<String> command = new ArrayList<>(
				List.of("env", "--default-signal=HUP", System.getProperty("java.home") + "/bin/java",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar().toString()));
		command.addAll(arguments);
		try {
			Path directory = Files.createTempDirectory("agent");
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectOutput(directory.resolve("out").toFile())
				.redirectError(directory.resolve("err").toFile())
				.start();
			return new AgentProcess(directory, process, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Run to the end. */
	static AgentProcess run(String... arguments) {
		AgentProcess agent = start(arguments);
		agent.status();
		return agent;
	}

	/** Wait for the end, and return the exit status. */
	int status() {
		try {
			if (!this.process.waitFor(90, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The agent has not ended: " + log());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	AgentProcess ready() {
		Awaitility.await("readiness").atMost(Duration.ofSeconds(90)).failFast(() -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("The agent has ended: " + log());
			}
		}).ignoreExceptions().until(() -> get("/actuator/health/readiness").statusCode() == 200);
		return this;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(5))
			.build(), BodyHandlers.ofString());
	}

	int port() {
		return this.port;
	}

	String out() {
		return read("out");
	}

	String log() {
		return read("out") + read("err");
	}

	private String read(String name) {
		try {
			return Files.readString(this.directory.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		for (File file : this.directory.toFile().listFiles()) {
			file.delete();
		}
		this.directory.toFile().delete();
	}

}
