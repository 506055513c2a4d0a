package io.github.azurediscovery.agent;

import io.github.azurediscovery.AzureDiscovery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;

/** The beans that the agent has beside those of the starter. */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(AgentApplication.class);

	@Bean
	static UnknownPropertyValidator unknownPropertyValidator(ConfigurableEnvironment environment) {
		return new UnknownPropertyValidator(environment, DiscoveryPropertyNames.read());
	}

	/** A lazy discovery asks nothing while a bean may still refuse the configuration. */
	@Bean
	static BeanFactoryPostProcessor lazyDiscovery() {
		return (beans) -> {
			for (String name : beans.getBeanNamesForType(AzureDiscovery.class, false, false)) {
				beans.getBeanDefinition(name).setLazyInit(true);
			}
		};
	}

	@Bean
	FirstSnapshotHealthIndicator firstSnapshotHealthIndicator(AzureDiscovery discovery) {
		return new FirstSnapshotHealthIndicator(discovery);
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> startedAgent(AzureDiscovery discovery,
			ObjectProvider<HangupReconciliation> hangup) {
		return (event) -> {
			if (hangup.stream().findAny().isPresent() && discovery.sinks().isEmpty()) {
				logger.warn("No sink is configured, so no proxy is fed: set azure.discovery.haproxy.sockets or"
						+ " azure.discovery.envoy.enabled=true, or leave it at that if Prometheus is all that reads from"
						+ " this agent");
			}
			hangup.ifAvailable((signal) -> signal.started(discovery));
		};
	}

	@Bean
	ApplicationListener<ContextClosedEvent> stoppingAgent(ObjectProvider<HangupReconciliation> hangup) {
		return (event) -> {
			if (hangup.stream().findAny().isPresent()) {
				logger.info("Stopping; proxies keep what they hold");
			}
		};
	}

}
