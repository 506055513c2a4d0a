package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.spring.failure.FirstRefreshException;
import io.github.azurediscovery.spring.failure.NoInstanceFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts discovery before the web server and stops it after the last request has
 * completed, any number of times. Waits for the first refresh at start-up, for a bounded
 * time.
 */
final class AzureDiscoveryLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(AzureDiscoveryLifecycle.class);

	private final AzureDiscovery discovery;

	private final Duration timeout;

	private final boolean failFast;

	private volatile boolean running;

	AzureDiscoveryLifecycle(AzureDiscovery discovery, AzureDiscoveryProperties.Startup startup) {
		this.discovery = discovery;
		this.timeout = startup.timeout();
		this.failFast = startup.failFast();
	}

	@Override
	public void start() {
		this.discovery.start();
		this.running = true;
		if (this.timeout.isZero()) {
			return;
		}
		if (!this.discovery.awaitFirstRefresh(this.timeout)) {
			firstRefreshIncomplete();
		}
		else if (this.discovery.catalog().current().size() == 0) {
			noInstanceFound(this.discovery.catalog().current().rejected());
		}
	}

	/**
	 * An empty answer does not fail the start, unless VMs were found none of which has
	 * the tag: the tag is probably misspelt.
	 */
	private void noInstanceFound(List<Rejection> rejected) {
		Rejection untagged = rejected.stream()
			.filter((rejection) -> rejection.reason() == RejectionReason.UNTAGGED)
			.findFirst()
			.orElse(null);
		if (this.failFast && untagged != null) {
			stop();
			throw new NoInstanceFoundException(untagged);
		}
		if (!rejected.isEmpty()) {
			Rejection first = rejected.get(0);
			logger.warn("No instance of any service was found. {} resources were rejected; first: {} ({}: {})",
					rejected.size(), first.name(), first.reason().code(), first.detail());
		}
	}

	private void firstRefreshIncomplete() {
		FirstRefreshException failure = new FirstRefreshException(this.timeout, this.discovery.sources());
		if (this.failFast) {
			stop();
			throw failure;
		}
		logger.warn("{}; the application starts with the instances known so far and keeps refreshing",
				failure.getMessage());
	}

	@Override
	public void stop() {
		this.running = false;
		this.discovery.stop();
	}

	@Override
	public void stop(Runnable callback) {
		try {
			stop();
		}
		finally {
			callback.run();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return the phase of discovery clients: started well before the web server and
	 * stopped well after it.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

}
