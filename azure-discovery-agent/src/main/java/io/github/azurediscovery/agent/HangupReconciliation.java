package io.github.azurediscovery.agent;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.sink.SinkStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGHUP does: a refresh now, which keeps the guard against sudden loss in force,
 * and a full reconcile of every sink. A signal during the start takes effect after it.
 * Thread-safe.
 */
final class HangupReconciliation implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(HangupReconciliation.class);

	private @Nullable AzureDiscovery discovery;

	private boolean missed;

	/**
	 * Discovery has started.
	 * @param discovery what signals are for from now on
	 */
	void started(AzureDiscovery discovery) {
		if (start(discovery)) {
			run();
		}
	}

	private synchronized boolean start(AzureDiscovery discovery) {
		this.discovery = discovery;
		return this.missed;
	}

	@Override
	public void run() {
		AzureDiscovery running = running();
		if (running == null) {
			logger.info("SIGHUP: done when the agent has started");
			return;
		}
		logger.info("SIGHUP: refreshing, and comparing all that the sinks hold");
		CompletableFuture<RefreshOutcome> refreshed = running.refresh();
		CompletableFuture<List<SinkStatus>> reconciled = running.reconcileSinks();
		var unused = refreshed.thenCombine(reconciled, HangupReconciliation::log);
	}

	private synchronized @Nullable AzureDiscovery running() {
		this.missed |= this.discovery == null;
		return this.discovery;
	}

	private static boolean log(RefreshOutcome outcome, List<SinkStatus> sinks) {
		long failing = sinks.stream().filter((sink) -> sink.error() != null).count();
		logger.info("SIGHUP: {}revision {}; {} of {} sinks compared{}", outcome.refreshed() ? "refreshed, " : "",
				outcome.change().after().revision(), sinks.size() - failing, sinks.size(),
				outcome.note().isEmpty() ? "" : "; " + outcome.note());
		return true;
	}

}
