package io.github.azurediscovery.fleet;

import java.time.Duration;

import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/** A source of the poller that tells how each question ended. */
final class WatchedSource implements InstanceSource {

	private final InstanceSource source;

	private final PollerSources watch;

	WatchedSource(InstanceSource source, PollerSources watch) {
		this.source = source;
		this.watch = watch;
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		try {
			SourceAnswer answer = this.source.fetch(round);
			this.watch.answered(name());
			return answer;
		}
		catch (SourceException ex) {
			this.watch.failed(name(), ex.reason(), ex.isForbidden() && optional());
			throw ex;
		}
	}

	@Override
	public String name() {
		return this.source.name();
	}

	@Override
	public @Nullable Duration interval() {
		return this.source.interval();
	}

	@Override
	public void whenChanged(Runnable signal) {
		this.source.whenChanged(signal);
	}

	@Override
	public boolean optional() {
		return this.source.optional();
	}

	@Override
	public boolean givesWay(String service) {
		return this.source.givesWay(service);
	}

}
