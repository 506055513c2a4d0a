package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.azurediscovery.catalog.LiveCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.refresh.Outcomes.Outcome;
import io.github.azurediscovery.source.Round;

import org.jspecify.annotations.Nullable;

/** Lets others know what the sources said: the catalog, the log and the listeners. */
final class Publisher {

	private final Environment environment;

	private final List<AskedSource> sources;

	private final RefreshLog log;

	private final GivingWay givingWay;

	Publisher(Environment environment, List<AskedSource> sources, RefreshLog log) {
		this.environment = environment;
		this.sources = sources;
		this.log = log;
		this.givingWay = GivingWay.of(sources);
	}

	/** Publish what all sources said last. */
	void members() {
		List<LastGood> all = this.sources.stream().map(AskedSource::lastGood).toList();
		LiveCatalog catalog = this.environment.catalog();
		Snapshot next = LastGood.merge(this.givingWay.settle(all), catalog.current());
		this.log.changed(catalog.publish(next, lastUpdate()));
	}

	/** Confirm what is known, after sources have said nothing new, or have failed. */
	void age() {
		this.environment.catalog().confirm(lastUpdate());
	}

	private @Nullable Instant lastUpdate() {
		return this.environment.clock().shown(Age.lastUpdate(this.sources));
	}

	/** Tell the listeners how a source did in a round. */
	void tell(AskedSource source, Round round) {
		SourceStatus status = source.status();
		int held = source.guard().held();
		Duration duration = Duration.between(Objects.requireNonNull(source.lastAsked()),
				this.environment.clock().instant());
		this.environment.outcomes().tell(new Outcome(round, status, duration, held));
	}

}
