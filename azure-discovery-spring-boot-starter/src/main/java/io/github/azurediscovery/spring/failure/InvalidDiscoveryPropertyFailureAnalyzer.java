package io.github.azurediscovery.spring.failure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Analyzes an invalid property value. Takes precedence over Spring Boot's own analyzer,
 * which would report only a failed binding.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidDiscoveryPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidDiscoveryPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidDiscoveryPropertyException cause) {
		String value = (cause.value() != null) ? " = " + cause.value() : "";
		return new FailureAnalysis("%s%s%n%n    %s.".formatted(cause.property(), value, cause.reason()), cause.action(),
				cause);
	}

}
