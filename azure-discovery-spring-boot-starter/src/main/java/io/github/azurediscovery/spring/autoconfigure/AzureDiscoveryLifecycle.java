package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the discovery before the web server opens and stops it after the last request
 * was drained, any number of times. Waits at start-up for the first refresh, for a
 * bounded time.
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
			incomplete();
		}
		else if (this.discovery.catalog().current().size() == 0) {
			nobody(this.discovery.catalog().current().rejected());
		}
	}

	/**
	 * An empty answer is an answer and fails no start, unless VMs were seen of which none
	 * carries the tag: that is probably a misspelt tag.
	 */
	private void nobody(List<Rejection> rejected) {
		Rejection everything = rejected.stream().filter(Rejection::isEverything).findFirst().orElse(null);
		if (this.failFast && everything != null) {
			stop();
			throw new NoInstanceFoundException(everything);
		}
		if (!rejected.isEmpty()) {
			logger.warn("No instance of any service was found. {} items were turned down, the first of them: {}: {}",
					rejected.size(), rejected.get(0).name(), rejected.get(0).reason());
		}
	}

	private void incomplete() {
		FirstRefreshException failure = new FirstRefreshException(this.timeout, this.discovery.sources());
		if (this.failFast) {
			stop();
			throw failure;
		}
		logger.warn("{}; the application starts with what is known, and keeps asking", failure.getMessage());
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
	 * Return the phase of discovery clients: long before the web server, and stopped long
	 * after it.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

}
