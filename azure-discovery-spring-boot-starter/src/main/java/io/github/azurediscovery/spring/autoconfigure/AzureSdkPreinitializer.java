package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.azure.FirstRoundRehearsal;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.Environment;

/**
 * Loads the classes of the Azure SDK on a thread of its own while the context is built,
 * as Spring Boot does with some of its own.
 * {@link org.springframework.boot.SpringApplication} finds it in
 * {@code spring.factories}.
 */
final class AzureSdkPreinitializer implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	/** The switch of Spring Boot's own preparations. */
	private static final String IGNORED = "spring.backgroundpreinitializer.ignore";

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (isWorthwhile(event.getEnvironment(), Runtime.getRuntime().availableProcessors())) {
			Thread thread = new Thread(FirstRoundRehearsal::run, "azure-discovery-preparation");
			thread.setDaemon(true);
			thread.start();
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
