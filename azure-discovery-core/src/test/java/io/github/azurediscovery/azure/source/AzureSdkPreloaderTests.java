package io.github.azurediscovery.azure.source;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AzureSdkPreloaderTests {

	@Test
	void runsARefreshThatFindsInstancesByTagsAndInAScaleSet() throws Exception {
		assertThat(AzureSdkPreloader.round()).hasSizeGreaterThan(2)
			.allSatisfy((instance) -> assertThat(instance.platform()).isEqualTo(PlatformStatus.RUNNING))
			.allSatisfy((instance) -> assertThat(instance.host()).isEqualTo("127.0.0.1"))
			.extracting(Instance::source)
			.contains("tags", "scale-set:rehearsal-of-a-set");
	}

}
