package io.github.azurediscovery.agent;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class UnknownPropertyValidatorTests {

	private static final DiscoveryPropertyNames NAMES = DiscoveryPropertyNames.read();

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@ValueSource(strings = { "haproxy.sockets", "haproxy.sockets[0]", "ha-proxy.sockets", "haproxy.backend.options[12]",
			"tags.prefix", "refresh.maxBackoff", "refresh.max_backoff", "refresh.MAX-BACKOFF", "agent.api.enabled",
			"agent.trigger.enabled", "sinks.settle", "services.orders.static", "enabled", "startup.snapshot-file",
			"loadbalancer.health-check.type", "metadata.tags[1]", "credential.client-secret" })
	void aPropertyThatExistsIsAccepted(String name) {
		this.environment.setProperty("azure.discovery." + name, "true");
		assertThatNoException().isThrownBy(this::validate);
	}

	@Test
	void aMisspeltPropertyIsNamedWithTheOneThatIsMeant() {
		this.environment.setProperty("azure.discovery.haproxy.sokets", "unix:/run/haproxy/admin.sock");
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class).isThrownBy(this::validate)
			.withMessageStartingWith("azure.discovery.haproxy.sokets is not a property.")
			.withMessageEndingWith(": haproxy.sockets.");
	}

	@Test
	void aPropertyOfAMisspeltFamilyIsNamedWithTheOneThatIsMeant() {
		this.environment.setProperty("azure.discovery.haproxi.sockets", "unix:/run/haproxy/admin.sock");
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class).isThrownBy(this::validate)
			.withMessageStartingWith("azure.discovery.haproxi.sockets is not a property.")
			.withMessageEndingWith(": haproxy.sockets.");
	}

	@Test
	void ofManyThatMayBeMeantSomeAreNamed() {
		this.environment.setProperty("azure.discovery.haproxy.", "x");
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class).isThrownBy(this::validate)
			.withMessageContaining(": haproxy.api, ")
			.withMessageMatching("(?s).* or \\d+ more\\.");
	}

	@Test
	void anAgentThatDiscoversNothingIsRefused() {
		this.environment.setProperty("azure.discovery.enabled", "false");
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class).isThrownBy(this::validate)
			.withMessageStartingWith("azure.discovery.enabled=false switches off what the agent is for");
	}

	private void validate() {
		new UnknownPropertyValidator(this.environment, NAMES).postProcessBeanFactory(new DefaultListableBeanFactory());
	}

}
