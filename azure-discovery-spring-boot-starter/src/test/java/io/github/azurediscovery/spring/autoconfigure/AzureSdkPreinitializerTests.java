package io.github.azurediscovery.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class AzureSdkPreinitializerTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void isFoundBySpringApplication() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationListener.class))
			.hasAtLeastOneElementOfType(AzureSdkPreinitializer.class);
	}

	@Test
	void preparesWhereTwoProcessorsShareTheWork() {
		assertThat(AzureSdkPreinitializer.isWorthwhile(this.environment, 2)).isTrue();
		assertThat(AzureSdkPreinitializer.isWorthwhile(this.environment, 1)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.discovery.enabled", "azure.discovery.enabled" })
	void preparesNothingWhereDiscoveryIsOff(String property) {
		this.environment.setProperty(property, "false");
		assertThat(AzureSdkPreinitializer.isWorthwhile(this.environment, 2)).isFalse();
	}

}
