package io.github.azurediscovery.agent;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rejects properties below {@code azure.discovery} that do not exist. Spring ignores
 * them, and an agent with a misspelt {@code haproxy.sockets} would run and feed nothing.
 * Environment variables are not looked at, as other programs may use the prefix; nor are
 * properties of services, which the starter validates.
 */
final class UnknownPropertyValidator implements BeanFactoryPostProcessor {

	private static final String SERVICES = "services.";

	private static final int MOST_HINTS = 8;

	private final ConfigurableEnvironment environment;

	private final DiscoveryPropertyNames known;

	private final Set<String> spellings = new TreeSet<>();

	UnknownPropertyValidator(ConfigurableEnvironment environment, DiscoveryPropertyNames known) {
		this.environment = environment;
		this.known = known;
		known.names().forEach((name) -> this.spellings.add(uniform(name)));
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable
					&& !(source instanceof SystemEnvironmentPropertySource)) {
				for (String key : enumerable.getPropertyNames()) {
					if (key.startsWith(DiscoveryPropertyNames.PREFIX)) {
						validate(key.substring(DiscoveryPropertyNames.PREFIX.length()));
					}
				}
			}
		}
		if (!this.environment.getProperty(DiscoveryPropertyNames.PREFIX + "enabled", Boolean.class, true)) {
			throw new InvalidDiscoveryPropertyException(DiscoveryPropertyNames.PREFIX + "enabled", false,
					"switches off what the agent is for", "Remove it, or stop the agent.");
		}
	}

	private void validate(String name) {
		if (!name.startsWith(SERVICES) && !this.spellings.contains(uniform(name))) {
			throw new InvalidDiscoveryPropertyException(DiscoveryPropertyNames.PREFIX + name, null, "is not a property",
					"Use one of these, below azure.discovery: " + likely(name) + ".");
		}
	}

	private String likely(String name) {
		Set<String> like = this.known.like(name);
		String more = (like.size() > MOST_HINTS) ? " or " + (like.size() - MOST_HINTS) + " more" : "";
		return like.stream().limit(MOST_HINTS).collect(Collectors.joining(", ", "", more));
	}

	/** Spring accepts upper case, and names without their hyphens. */
	private static String uniform(String name) {
		return name.replaceAll("\\[\\d+]", "").replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
