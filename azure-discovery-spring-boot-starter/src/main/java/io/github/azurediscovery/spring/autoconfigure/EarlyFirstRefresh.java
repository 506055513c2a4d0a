package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;

import com.azure.core.credential.TokenCredential;
import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.source.InstanceSource;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Has Azure asked while the other beans are created, so that the first refresh waits for
 * what is left of that. Creates {@link AzureDiscovery} before other singletons, except
 * where it is lazy; even before the web server where that creates no bean of the
 * application, which may need what a web server provides, such as a servlet context.
 */
final class EarlyFirstRefresh implements BeanFactoryInitializer<ConfigurableListableBeanFactory> {

	/** What {@link AzureDiscovery} is created from, if the application has it. */
	private static final List<Class<?>> PARTS = List.of(InstanceSource.class, SourceDecorator.class,
			DiscoverySink.class, LookupStandIn.class, AzurePipeline.class, AzureCredential.class,
			TokenCredential.class);

	private boolean asked;

	@Override
	public void initialize(ConfigurableListableBeanFactory beans) {
		if (!this.asked) {
			ask(beans);
		}
	}

	void beforeWebServer(ConfigurableListableBeanFactory beans) {
		if (isOurs(beans, AzureDiscovery.class) && PARTS.stream().noneMatch((part) -> isPresent(beans, part))
				&& (!isPresent(beans, ImdsClient.class) || isOurs(beans, ImdsClient.class))) {
			this.asked = true;
			ask(beans);
		}
	}

	private static void ask(ConfigurableListableBeanFactory beans) {
		for (String name : names(beans, AzureDiscovery.class)) {
			if (!beans.containsBeanDefinition(name) || !beans.getBeanDefinition(name).isLazyInit()) {
				beans.getBean(name, AzureDiscovery.class).prefetch();
			}
		}
	}

	private static boolean isPresent(ConfigurableListableBeanFactory beans, Class<?> type) {
		return names(beans, type).length > 0;
	}

	private static boolean isOurs(ConfigurableListableBeanFactory beans, Class<?> type) {
		String[] names = names(beans, type);
		String maker = (names.length == 1 && beans.containsBeanDefinition(names[0]))
				? beans.getMergedBeanDefinition(names[0]).getFactoryBeanName() : null;
		return maker != null && beans.isTypeMatch(maker, AzureDiscoveryAutoConfiguration.class);
	}

	private static String[] names(ConfigurableListableBeanFactory beans, Class<?> type) {
		return beans.getBeanNamesForType(type, false, false);
	}

}
