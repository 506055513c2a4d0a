package io.github.azurediscovery.spring.failure;

import io.github.azurediscovery.setting.InvalidSettingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} for a setting that only a module beside the starter, or
 * discovery as a whole, could tell to be invalid.
 */
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		return new FailureAnalysis("azure.discovery.%s is %s.".formatted(cause.setting(), cause.value()),
				"It must be " + cause.expected() + ".", cause);
	}

}
