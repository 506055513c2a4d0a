package io.github.azurediscovery.agent;

import java.io.PrintStream;
import java.util.TreeSet;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.source.SourceException;

import org.springframework.context.ApplicationContext;

/**
 * {@link AgentCommand} that asks every source for its instances and every sink whether it
 * is there, once. Changes nothing anywhere.
 */
final class OnlineValidation implements AgentCommand {

	private final PrintStream out;

	OnlineValidation(PrintStream out) {
		this.out = out;
	}

	@Override
	public int run(ApplicationContext context) throws InterruptedException {
		new ConfigurationSummary(this.out).run(context);
		boolean complete = discover(context.getBean(AzureDiscovery.class));
		for (DiscoverySink sink : context.getBeanProvider(DiscoverySink.class).orderedStream().toList()) {
			complete &= reach(sink);
		}
		return complete ? ExitStatus.OK : ExitStatus.INCOMPLETE;
	}

	private boolean discover(AzureDiscovery discovery) throws InterruptedException {
		try {
			Snapshot snapshot = discovery.discover();
			print(snapshot);
			return snapshot.size() > 0;
		}
		catch (SourceException ex) {
			this.out.println("FAILED: a source did not answer: " + ex.getMessage());
			return false;
		}
	}

	private void print(Snapshot snapshot) {
		for (String service : new TreeSet<>(snapshot.services())) {
			this.out.printf("Service %s, instances: %d%n", service, snapshot.instances(service).size());
		}
		for (Rejection rejected : snapshot.rejected()) {
			this.out.printf("Rejected %s: %s (%s)%n", rejected.name(), rejected.reason().code(), rejected.detail());
		}
		if (snapshot.size() == 0) {
			this.out.println("FAILED: no instance of any service was found");
		}
	}

	private boolean reach(DiscoverySink sink) throws InterruptedException {
		try {
			boolean ignored = sink.holdsApplied();
			this.out.println("Sink " + sink.name() + ": reached");
			return true;
		}
		catch (SinkException ex) {
			this.out.println("FAILED: sink " + sink.name() + ": " + ex.getMessage());
			return false;
		}
	}

}
