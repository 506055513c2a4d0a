package io.github.azurediscovery.agent;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes settings that are valid one by one and cannot work together, such as the same
 * socket twice, where nothing more precise does.
 */
final class RefusedSettingFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, IllegalArgumentException cause) {
		if (findCause(rootFailure, BeanCreationException.class) == null
				|| findCause(rootFailure, BindException.class) != null
				|| findCause(rootFailure, InvalidDiscoveryPropertyException.class) != null) {
			return null;
		}
		return new FailureAnalysis("The configuration cannot work: " + cause.getMessage(),
				"Correct the setting that the description names.", cause);
	}

}
