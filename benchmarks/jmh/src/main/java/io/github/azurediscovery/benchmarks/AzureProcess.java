package io.github.azurediscovery.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedVm;

/**
 * A simulated Azure in a process of its own, so that neither its heap nor its work is
 * measured: one resource group for each number of tagged VMs, 50 for a service.
 */
final class AzureProcess implements AutoCloseable {

	private static final int EACH = 50;

	private final Process process;

	private final URI endpoint;

	private AzureProcess(Process process, URI endpoint) {
		this.process = process;
		this.endpoint = endpoint;
	}

	/**
	 * Start the process.
	 * @param latency the delay of every response
	 * @param sizes the numbers of VMs
	 */
	static AzureProcess start(Duration latency, int... sizes) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), AzureProcess.class.getName(), latency.toString()));
		IntStream.of(sizes).mapToObj(String::valueOf).forEach(command::add);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
			for (String size : List.of(args).subList(1, args.length)) {
				SimulatedResourceGroup group = azure.resourceGroup(group(Integer.parseInt(size)));
				int number = 0;
				for (SimulatedVm vm : group.vms("vm-", Integer.parseInt(size))) {
					vm.tag("Discovery:Service:Name", "service" + number++ / EACH).tag("Discovery:Service:Port", "8080");
				}
			}
			azure.latency(Duration.parse(args[0]));
			azure.quotas().remainingSubscriptionReads(1_000_000);
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
