package io.github.azurediscovery.test.spring;

import java.util.LinkedHashMap;

import io.github.azurediscovery.test.SimulatedAzure;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Starts a simulated Azure for a context and leads the context to it. Properties inlined
 * in the test win over those registered here.
 *
 * @param setup makes what exists
 */
record SimulatedAzureContextCustomizer(AzureSetupMethods setup) implements ContextCustomizer {

	static final String BEAN = "simulatedAzure";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		SimulatedAzure azure = SimulatedAzure.start();
		DefaultSingletonBeanRegistry beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
		beans.registerSingleton(BEAN, azure);
		beans.registerDisposableBean(BEAN, azure::close);
		this.setup.apply(azure);
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		MapPropertySource properties = new MapPropertySource(BEAN, new LinkedHashMap<>(azure.properties()));
		if (sources.contains(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			sources.addAfter(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, properties);
		}
		else {
			sources.addFirst(properties);
		}
	}

}
