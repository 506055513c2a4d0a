package io.github.azurediscovery.spring.actuate;

import java.util.Map;

import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.info.Info;

import static org.assertj.core.api.Assertions.assertThat;

/** What the info endpoint says about this VM. */
@ExtendWith(SimulatedAzureExtension.class)
class AzureInstanceInfoContributorTests {

	@Test
	void addsNothingBeforeMetadataIsKnown(SimulatedAzure azure) {
		assertThat(info(imds(azure))).isEmpty();
	}

	@Test
	void tellsVmZoneAndScaleSet(SimulatedAzure azure) {
		azure.scaleSet("orders").uniform().zones("2").instances(1);
		azure.imds().runsOn(azure.scaleSet("orders").instance(0));
		ImdsClient imds = imds(azure);
		assertThat(imds.instance()).isPresent();
		assertThat(info(imds)).extractingByKey("azure")
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("scaleSet", "orders")
			.containsEntry("zone", "2")
			.containsKeys("vmId", "vm", "region", "resourceGroup", "size");
	}

	@Test
	void tellsWhetherTheVmWaitsInAStandbyPoolWhereAzureSays(SimulatedAzure azure) {
		azure.imds().runsOn(azure.vm("orders-1"));
		ImdsClient silent = imds(azure);
		assertThat(silent.instance()).isPresent();
		assertThat(info(silent)).extractingByKey("azure")
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.doesNotContainKey("standbyPool");
		azure.imds().standby(true);
		ImdsClient imds = imds(azure);
		assertThat(imds.instance()).isPresent();
		assertThat(info(imds)).extractingByKey("azure")
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("standbyPool", "true");
	}

	private static ImdsClient imds(SimulatedAzure azure) {
		return ImdsClient.builder().endpoint(azure.imdsEndpoint()).build();
	}

	private static Map<String, Object> info(ImdsClient imds) {
		Info.Builder builder = new Info.Builder();
		new AzureInstanceInfoContributor(imds).contribute(builder);
		return builder.build().getDetails();
	}

}
