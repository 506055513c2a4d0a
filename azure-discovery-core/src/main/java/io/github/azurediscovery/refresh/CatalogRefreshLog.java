package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange.Service;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.catalog.VisibleText;
import io.github.azurediscovery.source.SourceException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs refreshing: one line when something starts, one when it ends, repeats at DEBUG.
 */
final class CatalogRefreshLog {

	private static final Logger logger = LoggerFactory.getLogger(CatalogRefresher.class);

	/**
	 * The most lines of one change: who may write tags decides how many services there
	 * are.
	 */
	private static final int MOST_LINES = 20;

	private volatile Level levelOfChanges = Level.INFO;

	/** Log changes of instances at DEBUG. */
	void hushChanges() {
		this.levelOfChanges = Level.DEBUG;
	}

	void failed(SourceState source, SourceException failure) {
		if (source.failures() > 1) {
			logger.debug("Source '{}' failed {} times in a row", source.name(), source.failures(), failure);
		}
		else if (!source.counts()) {
			leftOut(source, failure);
		}
		else if (source.status().lastSuccess() == null) {
			logger.warn("Source '{}' failed and has never answered: {}", source.name(), failure.getMessage());
		}
		else {
			logger.warn("Source '{}' failed, its {} instances are kept: {}", source.name(),
					source.lastGood().members().size(), failure.getMessage());
		}
	}

	static void leftOut(SourceState source, SourceException failure) {
		logger.info("Optional source '{}' was denied access; continuing without it: {}", source.name(),
				failure.getMessage());
	}

	void resumed(Duration slept) {
		logger.info("The machine slept for {} s, or its clock was set forward: all sources are asked again",
				slept.toSeconds());
	}

	void recovered(SourceState source, Instant failingSince, Instant now) {
		logger.info("Source '{}' answers again after {} s", source.name(),
				Duration.between(failingSince, now).toSeconds());
	}

	void changed(SnapshotChange change) {
		boolean many = change.services().size() > MOST_LINES;
		if (many) {
			logger.atLevel(this.levelOfChanges)
				.log("{} services: {} joined, {} left, {} updated, {} instances at revision {}",
						change.services().size(), count(change, Service::joined), count(change, Service::left),
						count(change, Service::updated), change.after().size(), change.after().revision());
		}
		change.services()
			.forEach((service, what) -> logger.atLevel(many ? Level.DEBUG : this.levelOfChanges)
				.log("{}: {} joined, {} left, {} updated, {} instances at revision {}", service, what.joined().size(),
						what.left().size(), what.updated().size(), change.after().instances(service).size(),
						change.after().revision()));
	}

	private static int count(SnapshotChange change, Function<Service, List<?>> kind) {
		return change.services().values().stream().mapToInt((service) -> kind.apply(service).size()).sum();
	}

	void held(SourceState source, int before, int confirmations) {
		int held = source.guard().held();
		if (before == 0 && held > 0) {
			logger.warn(
					"{}: {} of {} instances are missing from the answer of source '{}' and held;"
							+ " they leave if {} further answers lack them",
					services(source), held, source.lastGood().members().size(), source.name(), confirmations);
		}
		else if (before > 0 && held == 0) {
			logger.info("Source '{}': the guard holds no instance any more", source.name());
		}
		else if (held > 0) {
			logger.debug("{}: {} instances held, missing from source '{}'", services(source), held, source.name());
		}
	}

	void broken(Throwable failure) {
		logger.error("Unexpected error while refreshing; refresh continues", failure);
	}

	private static String services(SourceState source) {
		return VisibleText.few(source.lastGood()
			.members()
			.stream()
			.filter(Instance::held)
			.map(Instance::service)
			.sorted()
			.distinct()
			.toList());
	}

}
