package io.github.azurediscovery.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;

/** {@link AgentCommand} that finds all instances once and applies them in full. */
final class SingleRound implements AgentCommand {

	private static final Logger logger = LoggerFactory.getLogger(SingleRound.class);

	/** A round that makes progress may take 2 min. */
	private static final Duration LONGEST_ROUND = Duration.ofSeconds(150);

	@Override
	public int run(ApplicationContext context) throws InterruptedException {
		AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
		discovery.start();
		boolean found = discovery.awaitFirstRefresh(LONGEST_ROUND);
		for (SourceStatus source : discovery.sources()) {
			if (source.lastSuccess() == null) {
				found = false;
				logger.error("Source '{}' did not answer: {}", source.name(), source.error());
			}
		}
		boolean held = true;
		for (SinkStatus sink : reconcile(discovery)) {
			if (sink.error() != null || !sink.complete()) {
				held = false;
				logger.error("Sink '{}' does not hold everything: {}", sink.name(),
						(sink.error() != null) ? sink.error() : "not every source has answered");
			}
		}
		Snapshot snapshot = discovery.catalog().current();
		logger.info("Found {} instances of {} services; {} sinks", snapshot.size(), snapshot.services().size(),
				discovery.sinks().size());
		return (found && held) ? ExitStatus.OK : ExitStatus.INCOMPLETE;
	}

	private static List<SinkStatus> reconcile(AzureDiscovery discovery) throws InterruptedException {
		try {
			return discovery.reconcileSinks().get();
		}
		catch (ExecutionException ex) {
			logger.error("The sinks could not be compared", ex);
			return discovery.sinks();
		}
	}

}
