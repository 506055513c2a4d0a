package io.github.azurediscovery.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;

/**
 * A simulated Azure in which three VMs serve orders, and the arguments of an agent there.
 */
final class AgentShop implements AutoCloseable {

	private final SimulatedAzure azure = SimulatedAzure.start();

	AgentShop() {
		for (int number = 1; number <= 3; number++) {
			vm("orders-" + number);
		}
	}

	SimulatedAzure azure() {
		return this.azure;
	}

	SimulatedVm vm(String name) {
		return this.azure.vm(name).tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
	}

	/** The arguments of an agent, which refreshes only on demand. */
	String[] arguments(String... more) {
		List<String> arguments = new ArrayList<>();
		this.azure.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		Map.of("server.port", "0", "azure.discovery.refresh.interval", "1h")
			.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		arguments.addAll(List.of(more));
		return arguments.toArray(String[]::new);
	}

	@Override
	public void close() {
		this.azure.close();
	}

}
