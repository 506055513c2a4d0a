package io.github.azurediscovery.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The sample, as a process of its own that can be killed and started again. */
final class Sample implements AutoCloseable {

	private static final HttpClient http = HttpClient.newHttpClient();

	private static final int LINES = 200;

	private final int port;

	private final Path log;

	private Process process;

	Sample() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			this.port = free.getLocalPort();
		}
		this.log = Files.createTempFile("sample", ".log");
		start();
	}

	String url() {
		return "http://127.0.0.1:" + this.port + "/";
	}

	void start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
						System.getProperty("sample.jar"), "--server.port=" + this.port,
						"--azure.discovery.refresh.interval=2s", "--azure.discovery.refresh.status-interval=2s",
						"--azure.discovery.loadbalancer.outlier-detection.base-ejection-time=10s",
						"--azure.discovery.loadbalancer.outlier-detection.max-ejection-time=10s"));
		command.addAll(List.of(arguments));
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
			.start();
		try {
			Awaitility.await()
				.atMost(Browser.DEADLINE.multipliedBy(2))
				.pollInterval(Duration.ofMillis(250))
				.failFast("The sample has ended", () -> !this.process.isAlive())
				.until(this::answers);
		}
		catch (ConditionTimeoutException | TerminalFailureException ex) {
			throw new IllegalStateException("The sample did not start:\n" + log(), ex);
		}
	}

	private boolean answers() throws InterruptedException {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "actuator/health"))
				.timeout(Duration.ofSeconds(5))
				.build();
			return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	boolean running() {
		return this.process.isAlive();
	}

	/** Return the end of what it wrote. */
	String log() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
		}
		catch (IOException ex) {
			return "The log of the sample cannot be read: " + ex.getMessage();
		}
	}

	/** End it without a farewell. */
	void kill() {
		this.process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
	}

	@Override
	public void close() throws IOException {
		kill();
		Files.delete(this.log);
	}

}
