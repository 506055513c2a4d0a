package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.DelegatingSource;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of a candidate that asks Azure for itself once the fleet's store has been
 * away for ten minutes, until it answers again. Asked by one thread at a time.
 */
final class FallbackSource implements DelegatingSource {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final FleetSource fleet;

	private final AzureLookups lookups;

	private final LongSupplier nanoTime;

	private @Nullable AzureDiscovery own;

	private boolean closed;

	private @Nullable Long failingSince;

	FallbackSource(FleetSource fleet, AzureLookups lookups, LongSupplier nanoTime) {
		this.fleet = fleet;
		this.lookups = lookups;
		this.nanoTime = nanoTime;
	}

	@Override
	public InstanceSource delegate() {
		return this.fleet;
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		try {
			SourceAnswer answer = this.fleet.fetch(round);
			this.failingSince = null;
			if (end()) {
				logger.info("The fleet's store answers again: this candidate no longer asks Azure for itself");
			}
			return answer;
		}
		catch (SourceException ex) {
			SourceAnswer answer = isLongAway() ? ownAnswer() : null;
			if (answer == null) {
				throw ex;
			}
			return answer;
		}
	}

	private boolean isLongAway() {
		long now = this.nanoTime.getAsLong();
		Long since = this.failingSince;
		if (since == null) {
			this.failingSince = now;
			return false;
		}
		return now - since >= PATIENCE.toNanos();
	}

	private synchronized @Nullable SourceAnswer ownAnswer() {
		AzureDiscovery asked = this.own;
		if (asked == null) {
			begin();
			return null;
		}
		Snapshot snapshot = asked.catalog().current();
		Instant asOf = asked.status().asOf();
		if (asOf == null) {
			return null;
		}
		List<Instance> instances = new ArrayList<>(snapshot.size());
		snapshot.services().forEach((service) -> instances.addAll(snapshot.instances(service)));
		return new SourceAnswer(instances, snapshot.rejected(), null, 1, asOf);
	}

	private void begin() {
		if (this.closed) {
			return;
		}
		logger.warn("The fleet's store has been away for {} min: this candidate asks Azure for itself",
				PATIENCE.toMinutes());
		AzureDiscovery begun = this.lookups.discovery().apply(UnaryOperator.identity());
		this.own = begun;
		try {
			begun.start();
		}
		catch (Throwable ex) {
			end();
			throw ex;
		}
	}

	/**
	 * Stop asking Azure.
	 * @return whether it was asked
	 */
	synchronized boolean end() {
		AzureDiscovery asked = this.own;
		this.own = null;
		try {
			if (asked != null) {
				asked.close();
			}
		}
		catch (Throwable ex) {
			logger.warn("A discovery of the fleet was not closed: {}", ex.toString());
			logger.debug("Where it failed to close", ex);
		}
		return asked != null;
	}

	/** Stop asking Azure for good, also where a source is being asked right now. */
	synchronized void close() {
		this.closed = true;
		end();
	}

}
