package io.github.azurediscovery.catalog;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformStatusTests {

	@ParameterizedTest
	@CsvSource({ "RUNNING,true", "UNKNOWN,true", "INITIALIZING,false", "UNHEALTHY,false" })
	void onlyWhatAzureCallsUnfitIsNotRoutable(PlatformStatus status, boolean routable) {
		assertThat(status.routable()).isEqualTo(routable);
	}

}
