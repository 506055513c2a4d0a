package io.github.azurediscovery.spring.failure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a first refresh without instances: the spelling of a tag probably differs from
 * what is configured. Names the tags that come close.
 */
final class NoInstanceFoundFailureAnalyzer extends AbstractFailureAnalyzer<NoInstanceFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoInstanceFoundException cause) {
		return new FailureAnalysis(
				"Azure answered, but no instance of any service was found:%n%n    %s".formatted(cause.detail()),
				"Tag the VMs or their scale sets, or set azure.discovery.tags.prefix or azure.discovery.tags.service "
						+ "to the name that they use. To start without instances, set "
						+ "azure.discovery.startup.fail-fast=false.",
				cause);
	}

}
