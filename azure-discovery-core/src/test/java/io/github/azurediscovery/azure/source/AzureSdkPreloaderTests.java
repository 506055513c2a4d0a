package io.github.azurediscovery.azure.source;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AzureSdkPreloaderTests {

	@Test
	void runsARefreshThatFindsAnInstance() throws Exception {
		assertThat(AzureSdkPreloader.round().instances()).singleElement()
			.satisfies((instance) -> assertThat(instance.platform()).isEqualTo(PlatformStatus.RUNNING))
			.extracting(Instance::service, Instance::host, Instance::port)
			.containsExactly("rehearsal", "127.0.0.1", 80);
	}

}
