package io.github.azurediscovery.spring.autoconfigure;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rejects property keys that Spring would silently change: from the key of a map it drops
 * every character but letters, digits, hyphens and dots, so that
 * {@code services.order_service} would configure {@code orderservice}, and a tag written
 * as a key would lose its colons. Runs before the properties are bound.
 */
final class PropertyKeyValidator implements BeanFactoryPostProcessor {

	private static final Pattern SERVICE = Pattern.compile("azure\\.discovery\\.services\\.([^.\\[]+)(.*)");

	private static final Pattern LIST = Pattern
		.compile("(azure\\.discovery\\.(?:services\\.[^.]+\\.(?:tags|names|static)|tags\\.(?:include|exclude)"
				+ "|metadata\\.tags))(?!\\[\\d+])(?:\\.|(?=\\[))(.+)");

	private final ConfigurableEnvironment environment;

	PropertyKeyValidator(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				boolean variables = source instanceof SystemEnvironmentPropertySource;
				Arrays.stream(enumerable.getPropertyNames()).forEach((key) -> {
					if (key.startsWith("azure.discovery.")) {
						validate(key, enumerable.getProperty(key));
					}
					else if (variables) {
						ServicePropertyKeyValidator.validateVariable(key);
					}
				});
			}
		}
	}

	private static void validate(String key, @Nullable Object value) {
		Matcher list = LIST.matcher(key);
		if (list.matches()) {
			String name = list.group(2).replaceAll("^\\[(.*)]$", "$1");
			throw new InvalidDiscoveryPropertyException(key, value,
					"uses '" + name + "' as a key, and keys lose characters",
					"Write a list instead: %s=%s=%s".formatted(list.group(1), name, value));
		}
		Matcher service = SERVICE.matcher(key);
		if (service.matches() && !service.group(1).matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")) {
			String id = service.group(1);
			throw new InvalidDiscoveryPropertyException(key, value,
					"names a service '%s', which is not a valid host name: Spring would read '%s'".formatted(id,
							id.replaceAll("^-+|[^A-Za-z0-9-]", "")),
					"Use letters, digits and hyphens, such as '%s'."
						.formatted(id.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "")));
		}
		ServicePropertyKeyValidator.validateProperty(key);
	}

}
