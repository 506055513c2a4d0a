package io.github.azurediscovery.spring.config;

import java.util.concurrent.atomic.AtomicReference;

import org.springframework.boot.bootstrap.BootstrapRegistry;
import org.springframework.boot.bootstrap.BootstrapRegistryInitializer;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;
import org.springframework.util.ClassUtils;

/**
 * {@link BootstrapRegistryInitializer} that lets
 * {@code spring.config.import=configserver:} discover its servers. Does nothing if the
 * config client is not on the class path, or if another registry was first.
 */
final class AzureConfigServerBootstrapper implements BootstrapRegistryInitializer {

	@Override
	public void initialize(BootstrapRegistry registry) {
		if (ClassUtils.isPresent("org.springframework.cloud.config.client.ConfigServerInstanceProvider",
				getClass().getClassLoader())) {
			Registration.register(registry);
		}
	}

	/** Loaded only if the config client is on the class path. */
	private static final class Registration {

		static void register(BootstrapRegistry registry) {
			if (registry.isRegistered(ConfigServerInstanceProvider.Function.class)) {
				return;
			}
			AtomicReference<AzureConfigServerInstanceProvider> used = new AtomicReference<>();
			registry.register(ConfigServerInstanceProvider.Function.class, (context) -> {
				used.set(new AzureConfigServerInstanceProvider(null));
				return used.get();
			});
			registry.addCloseListener((event) -> {
				if (used.get() != null) {
					event.getApplicationContext().getBeanFactory().registerSingleton("azureConfigServers", used.get());
				}
			});
		}

	}

}
