package io.github.azurediscovery.agent;

import java.io.PrintStream;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;

import org.springframework.context.ApplicationContext;

/**
 * {@link AgentCommand} that says what the agent would ask and feed. Asks nothing and
 * sends nothing: that the context exists means that the configuration is valid.
 */
final class ConfigurationSummary implements AgentCommand {

	private final PrintStream out;

	ConfigurationSummary(PrintStream out) {
		this.out = out;
	}

	@Override
	public int run(ApplicationContext context) {
		AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
		this.out.println("The configuration is valid.");
		print("Sources", discovery.sources().stream().map(SourceStatus::name).toList());
		print("Sinks", discovery.sinks().stream().map(SinkStatus::name).toList());
		return ExitStatus.OK;
	}

	private void print(String kind, List<String> names) {
		this.out.printf("%s: %s%n", kind, names.isEmpty() ? "none" : String.join(", ", names));
	}

}
