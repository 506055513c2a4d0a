package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.azure.source.AzureSdkPreloader;
import io.github.azurediscovery.thread.DaemonThreads;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.Environment;

/**
 * Loads the classes of the Azure SDK in the background while the application context is
 * created, like Spring Boot's own background preinitializers.
 */
final class AzureSdkPreinitializer implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	/** The property that switches off Spring Boot's own preinitializers. */
	private static final String IGNORED = "spring.backgroundpreinitializer.ignore";

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (isWorthwhile(event.getEnvironment(), Runtime.getRuntime().availableProcessors())) {
			DaemonThreads.unstarted("azure-discovery-preparation", AzureSdkPreloader::run).start();
		}
	}

	static boolean isWorthwhile(Environment environment, int processors) {
		return processors > 1 && !NativeDetector.inNativeImage() && !Boolean.getBoolean(IGNORED)
				&& isOn(environment, "spring.cloud.discovery.enabled") && isOn(environment, "azure.discovery.enabled");
	}

	private static boolean isOn(Environment environment, String property) {
		return environment.getProperty(property, Boolean.class, true);
	}

}
