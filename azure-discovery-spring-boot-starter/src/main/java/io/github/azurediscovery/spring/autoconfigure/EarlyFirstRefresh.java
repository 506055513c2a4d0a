package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.AzureDiscovery;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Has Azure asked while the other beans are created, so that the first refresh waits for
 * what is left of that. Creates {@link AzureDiscovery} before other singletons, except
 * where it is lazy.
 */
final class EarlyFirstRefresh implements BeanFactoryInitializer<ConfigurableListableBeanFactory> {

	@Override
	public void initialize(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanNamesForType(AzureDiscovery.class, false, false)) {
			if (!beans.containsBeanDefinition(name) || !beans.getBeanDefinition(name).isLazyInit()) {
				beans.getBean(name, AzureDiscovery.class).prefetch();
			}
		}
	}

}
