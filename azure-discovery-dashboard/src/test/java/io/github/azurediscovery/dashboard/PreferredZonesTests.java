package io.github.azurediscovery.dashboard;

import io.github.azurediscovery.FakeAzureDiscovery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreferredZonesTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	@Test
	void saysNothingWhileZonePreferenceIsOff() {
		this.discovery.members(FakeAzureDiscovery.instance("orders", 1));
		assertThat(new PreferredZones(this.discovery, (service) -> false).current()).isEmpty();
	}

	@Test
	void saysThatAllZonesAreOfferedWhileNoneIsPreferred() {
		this.discovery.members(FakeAzureDiscovery.instance("orders", 1), FakeAzureDiscovery.instance("orders", 2));
		assertThat(new PreferredZones(this.discovery, (service) -> true).current()).containsEntry("orders",
				PreferredZones.ALL);
	}

	@Test
	void tellsOnlyOfServicesForWhichZonePreferenceIsOn() {
		this.discovery.members(FakeAzureDiscovery.instance("orders", 1), FakeAzureDiscovery.instance("billing", 2));
		assertThat(new PreferredZones(this.discovery, "billing"::equals).current()).containsOnlyKeys("billing");
	}

}
