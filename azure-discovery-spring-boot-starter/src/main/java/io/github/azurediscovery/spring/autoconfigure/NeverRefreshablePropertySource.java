package io.github.azurediscovery.spring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Adds this library's properties to {@code spring.cloud.refresh.never-refreshable} and
 * keeps the other entries. The properties are immutable: a refresh of the context could
 * only log, with a stack trace, that it cannot reset them.
 */
final class NeverRefreshablePropertySource extends PropertySource<Object> implements BeanFactoryPostProcessor {

	private static final String PROPERTY = "spring.cloud.refresh.never-refreshable";

	/** The default of Spring Cloud. */
	private static final List<String> DEFAULT = List.of("com.zaxxer.hikari.HikariDataSource");

	/** Of modules that this one does not depend on. */
	private static final List<String> PROXIES = List.of("io.github.azurediscovery.spring.haproxy.HaproxyProperties",
			"io.github.azurediscovery.spring.envoy.EnvoyProperties");

	private static final List<String> OURS = Stream
		.concat(Stream
			.of(AzureDiscoveryProperties.class, AzureAccessProperties.class, InstanceLookupProperties.class,
					CatalogRefreshProperties.class, SinkProperties.class, DashboardProperties.class)
			.map(Class::getName), PROXIES.stream())
		.toList();

	private final ConfigurableEnvironment environment;

	NeverRefreshablePropertySource(ConfigurableEnvironment environment) {
		super("azureDiscoveryNeverRefreshed");
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		this.environment.getPropertySources().addFirst(this);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		return name.equals(PROPERTY)
				? Stream.concat(listed().stream(), OURS.stream()).distinct().collect(Collectors.joining(",")) : null;
	}

	private List<String> listed() {
		List<PropertySource<?>> others = this.environment.getPropertySources()
			.stream()
			.<PropertySource<?>>map((source) -> source)
			.filter((source) -> !source.equals(this))
			.toList();
		return new Binder(ConfigurationPropertySources.from(others)).bind(PROPERTY, Bindable.listOf(String.class))
			.orElse(DEFAULT);
	}

}
