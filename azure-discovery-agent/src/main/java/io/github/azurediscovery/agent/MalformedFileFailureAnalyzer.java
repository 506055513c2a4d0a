package io.github.azurediscovery.agent;

import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes a configuration file that is not YAML. */
final class MalformedFileFailureAnalyzer extends AbstractFailureAnalyzer<YAMLException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, YAMLException cause) {
		return new FailureAnalysis("A configuration file is not valid YAML: %s".formatted(cause.getMessage()),
				"Correct the line. Nest with spaces, never with tabs, and quote values that contain ': ' or '#'.",
				cause);
	}

}
