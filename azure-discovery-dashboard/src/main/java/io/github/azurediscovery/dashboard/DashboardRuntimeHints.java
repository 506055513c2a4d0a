package io.github.azurediscovery.dashboard;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for the dashboard: the files of the page, and the
 * messages to viewers, which are written as JSON by reflection.
 */
final class DashboardRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/azurediscovery/dashboard/page/*");
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), DashboardMessage.class);
	}

}
