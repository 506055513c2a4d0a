package io.github.azurediscovery.spring.failure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a failed first refresh. Repeats the errors of the sources, which name the
 * missing permission and the role that grants it, the property that is not set, or the
 * credential.
 */
final class FirstRefreshFailureAnalyzer extends AbstractFailureAnalyzer<FirstRefreshException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FirstRefreshException cause) {
		String sources = cause.failed()
			.stream()
			.map((source) -> "%n    %s: %s".formatted(source.name(),
					(source.error() != null) ? source.error() : "no answer yet"))
			.collect(Collectors.joining());
		return new FailureAnalysis(
				"The first refresh of the Azure catalog did not complete within %d s:%n%s"
					.formatted(cause.timeout().toSeconds(), sources),
				"Fix the errors listed above. To start anyway and keep refreshing, "
						+ "set azure.discovery.startup.fail-fast=false; to wait longer, increase azure.discovery.startup.timeout.",
				cause);
	}

}
