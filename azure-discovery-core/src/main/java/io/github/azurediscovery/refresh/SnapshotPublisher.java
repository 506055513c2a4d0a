package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.refresh.RefreshNotifier.Outcome;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/** Publishes the answers of the sources to the catalog, the log and the listeners. */
final class SnapshotPublisher {

	private final RefreshContext environment;

	private final List<SourceState> sources;

	private final CatalogRefreshLog log;

	private final SourcePrecedence givingWay;

	SnapshotPublisher(RefreshContext environment, List<SourceState> sources, CatalogRefreshLog log) {
		this.environment = environment;
		this.sources = sources;
		this.log = log;
		this.givingWay = SourcePrecedence.of(sources);
	}

	/** Publish the last good answers of all sources. */
	void members() {
		List<LastGoodAnswer> all = this.sources.stream().map(SourceState::lastGood).toList();
		MutableCatalog catalog = this.environment.catalog();
		Snapshot next = LastGoodAnswer.merge(this.givingWay.settle(all), catalog.current());
		this.log.changed(catalog.publish(next, lastUpdate()));
	}

	/**
	 * Confirm the current snapshot, after sources have said nothing new, or have failed.
	 */
	void age() {
		this.environment.catalog().confirm(lastUpdate());
	}

	private @Nullable Instant lastUpdate() {
		return this.environment.clock().shown(SourceFreshness.lastUpdate(this.sources));
	}

	/** Notify the listeners of the outcome of a source in a round. */
	void tell(SourceState source, RefreshRound round) {
		SourceStatus status = source.status();
		int held = source.guard().held();
		Duration duration = Duration.between(Objects.requireNonNull(source.lastAsked()),
				this.environment.clock().instant());
		this.environment.outcomes().tell(new Outcome(round, status, duration, held));
	}

}
