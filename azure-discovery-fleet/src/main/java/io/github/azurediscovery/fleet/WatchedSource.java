package io.github.azurediscovery.fleet;

import io.github.azurediscovery.source.DelegatingSource;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;

/**
 * A source of the poller that tells how each question ended.
 *
 * @param delegate the source
 * @param watch takes how its questions end
 */
record WatchedSource(InstanceSource delegate, PollerSources watch) implements DelegatingSource {

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		try {
			SourceAnswer answer = this.delegate.fetch(round);
			this.watch.answered(name());
			return answer;
		}
		catch (SourceException ex) {
			this.watch.failed(name(), ex.reason(), ex.isForbidden() && optional());
			throw ex;
		}
	}

}
