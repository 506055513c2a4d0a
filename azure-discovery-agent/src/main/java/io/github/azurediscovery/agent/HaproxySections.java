package io.github.azurediscovery.agent;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.spring.haproxy.HaproxyProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;

/**
 * {@link AgentCommand} that finds all instances once and prints the backends that
 * HAProxy's configuration needs for them.
 */
final class HaproxySections implements AgentCommand {

	private static final Logger logger = LoggerFactory.getLogger(HaproxySections.class);

	private final PrintStream out;

	HaproxySections(PrintStream out) {
		this.out = out;
	}

	@Override
	public int run(ApplicationContext context) throws InterruptedException {
		try {
			Snapshot snapshot = context.getBean(AzureDiscovery.class).discover();
			if (snapshot.size() == 0) {
				logger.error("No instance of any service was found");
				return ExitStatus.INCOMPLETE;
			}
			DesiredState desired = desired(snapshot);
			this.out.print(HaproxySink.sections(desired, context.getBean(HaproxyProperties.class).settings()));
			return ExitStatus.OK;
		}
		catch (SourceException ex) {
			logger.error("A source did not answer: {}", ex.getMessage());
			return ExitStatus.INCOMPLETE;
		}
	}

	private static DesiredState desired(Snapshot snapshot) {
		Map<String, List<SinkTarget>> services = new TreeMap<>();
		snapshot.services()
			.forEach((service) -> services.put(service,
					snapshot.instances(service)
						.stream()
						.map((instance) -> new SinkTarget(instance, TargetState.ROUTABLE, ""))
						.toList()));
		return new DesiredState(1, true, services);
	}

}
