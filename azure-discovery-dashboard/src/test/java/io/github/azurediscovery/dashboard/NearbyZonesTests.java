package io.github.azurediscovery.dashboard;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearbyZonesTests {

	private final FakeDiscovery discovery = new FakeDiscovery();

	@Test
	void saysNothingWhileZonePreferenceIsOff() {
		this.discovery.members(FakeDiscovery.instance("orders", 1));
		assertThat(new NearbyZones(this.discovery, (service) -> false).now()).isEmpty();
	}

	@Test
	void saysThatAllZonesAreOfferedWhileNoneIsPreferred() {
		this.discovery.members(FakeDiscovery.instance("orders", 1), FakeDiscovery.instance("orders", 2));
		assertThat(new NearbyZones(this.discovery, (service) -> true).now()).containsEntry("orders", NearbyZones.ALL);
	}

	@Test
	void tellsOnlyOfServicesForWhichZonePreferenceIsOn() {
		this.discovery.members(FakeDiscovery.instance("orders", 1), FakeDiscovery.instance("billing", 2));
		assertThat(new NearbyZones(this.discovery, "billing"::equals).now()).containsOnlyKeys("billing");
	}

}
