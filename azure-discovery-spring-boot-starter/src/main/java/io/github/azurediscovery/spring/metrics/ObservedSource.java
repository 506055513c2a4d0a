package io.github.azurediscovery.spring.metrics;

import java.util.Locale;

import io.github.azurediscovery.source.DelegatingSource;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException.Reason;
import io.github.azurediscovery.source.SourceException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Decorates a source with an observation of each refresh,
 * {@code azure.discovery.refresh}: a timer with the tags {@code source}, {@code outcome},
 * {@code reason} and {@code error}, and a span if tracing is enabled. The error is the
 * class of the exception, as usual in Micrometer; the reason is better suited for queries
 * and alerts.
 *
 * @param delegate the source
 * @param registry the registry of observations
 */
record ObservedSource(InstanceSource delegate, ObservationRegistry registry) implements DelegatingSource {

	static final String OBSERVATION = "azure.discovery.refresh";

	private static final String OUTCOME = "outcome";

	private static final String REASON = "reason";

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		Observation observation = Observation.createNotStarted(OBSERVATION, this.registry)
			.contextualName("refresh " + name())
			.lowCardinalityKeyValue("source", name())
			.lowCardinalityKeyValue(OUTCOME, "unknown")
			.lowCardinalityKeyValue(REASON, "none")
			.start();
		Observation.Scope scope = observation.openScope();
		try {
			SourceAnswer answer = this.delegate.fetch(round);
			observation.lowCardinalityKeyValue(OUTCOME, "success")
				.highCardinalityKeyValue("instances", String.valueOf(answer.instances().size()))
				.highCardinalityKeyValue("requests", String.valueOf(answer.requests()));
			return answer;
		}
		catch (SourceException ex) {
			observation.lowCardinalityKeyValue(OUTCOME, ex.isForbidden() ? "denied" : "failure")
				.lowCardinalityKeyValue(REASON, tag(ex.reason()))
				.error(ex);
			throw ex;
		}
		catch (InterruptedException ex) {
			observation.lowCardinalityKeyValue(OUTCOME, "abandoned");
			throw ex;
		}
		catch (Throwable ex) {
			observation.lowCardinalityKeyValue(OUTCOME, "failure")
				.lowCardinalityKeyValue(REASON, tag(Reason.of(ex)))
				.error(ex);
			throw ex;
		}
		finally {
			scope.close();
			observation.stop();
		}
	}

	private static String tag(Reason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

}
