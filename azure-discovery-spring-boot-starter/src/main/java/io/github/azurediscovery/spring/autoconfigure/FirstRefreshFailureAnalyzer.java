package io.github.azurediscovery.spring.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why the first refresh did not succeed, in the words of the sources: they name
 * the missing permission and the role that grants it, the unset subscription, or the
 * credential.
 */
final class FirstRefreshFailureAnalyzer extends AbstractFailureAnalyzer<FirstRefreshException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FirstRefreshException cause) {
		String sources = cause.failed()
			.stream()
			.map((source) -> "%n    %s: %s".formatted(source.name(),
					(source.error() != null) ? source.error() : "has not answered yet"))
			.collect(Collectors.joining());
		return new FailureAnalysis(
				"The first refresh of the Azure catalog did not succeed within %d s:%n%s"
					.formatted(cause.timeout().toSeconds(), sources),
				"Mend what is said above. To start without the answer and keep asking, "
						+ "set azure.discovery.startup.fail-fast=false; to wait longer, raise azure.discovery.startup.timeout.",
				cause);
	}

}
