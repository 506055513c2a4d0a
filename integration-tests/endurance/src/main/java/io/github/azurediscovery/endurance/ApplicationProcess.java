package io.github.azurediscovery.endurance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.test.SimulatedAzure;

/** The application in a process of its own, so that nothing else is measured. */
final class ApplicationProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final int port;

	private ApplicationProcess(Process process) throws IOException {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.port = Integer.parseInt(answer("port "));
	}

	static ApplicationProcess start(SimulatedAzure azure) throws IOException {
		return new ApplicationProcess(
				new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						EnduringApplication.class.getName(), "--arm=" + azure.armEndpoint(),
						"--imds=" + azure.imdsEndpoint(), "--azure.discovery.endpoints.imds=" + azure.imdsEndpoint(),
						"--server.port=0", "--server.address=127.0.0.1", "--server.tomcat.threads.max=10",
						"--logging.level.root=error", "--spring.main.banner-mode=off")
					.redirectError(ProcessBuilder.Redirect.INHERIT)
					.start());
	}

	int port() {
		return this.port;
	}

	/** Send a command that has no answer. */
	void tell(String command) throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).append(command).append('\n').flush();
	}

	/** Measure it once it knows this many instances and nothing is pending. */
	ResourceFootprint measure(int instances) throws IOException {
		tell("measure " + instances);
		String answer = answer("footprint ");
		if (answer.startsWith("never")) {
			throw new IllegalStateException("The application did not settle: " + answer);
		}
		return ResourceFootprint.parse(answer);
	}

	private String answer(String prefix) throws IOException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(prefix)) {
				return line.substring(prefix.length());
			}
		}
		throw new IllegalStateException("The application has ended");
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
