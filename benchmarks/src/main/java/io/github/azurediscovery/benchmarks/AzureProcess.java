package io.github.azurediscovery.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;

/**
 * A simulated Azure in a process of its own, so that neither its heap nor its work is
 * measured: one resource group for each number of tagged VMs, every answer 20 ms late.
 */
final class AzureProcess implements AutoCloseable {

	private static final Duration LATENCY = Duration.ofMillis(20);

	private final Process process;

	private final URI endpoint;

	private AzureProcess(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	static AzureProcess start() throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), AzureProcess.class.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader said = process.inputReader();
		String line = said.readLine();
		while (line != null && !line.startsWith("http://")) {
			line = said.readLine();
		}
		if (line == null) {
			throw new IOException("The simulated Azure did not start");
		}
		return new AzureProcess(process, URI.create(line));
	}

	URI endpoint() {
		return this.endpoint;
	}

	/** The resource group that holds so many VMs. */
	static String group(int vms) {
		return "shop-" + vms;
	}

	/** Ends when its standard input does. */
	public static void main(String[] args) throws IOException {
		try (SimulatedAzure azure = SimulatedAzure.start()) {
			for (int vms : RefreshCost.SIZES) {
				SimulatedResourceGroup group = azure.resourceGroup(group(vms));
				group.vms("orders-", vms)
					.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
			}
			azure.latency(LATENCY);
			System.out.println(azure.armEndpoint());
			System.in.transferTo(System.out);
		}
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
