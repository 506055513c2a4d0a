package io.github.azurediscovery.dashboard;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreferredZonesTests {

	private final FakeDiscovery discovery = new FakeDiscovery();

	@Test
	void saysNothingWhileZonePreferenceIsOff() {
		this.discovery.members(FakeDiscovery.instance("orders", 1));
		assertThat(new PreferredZones(this.discovery, (service) -> false).current()).isEmpty();
	}

	@Test
	void saysThatAllZonesAreOfferedWhileNoneIsPreferred() {
		this.discovery.members(FakeDiscovery.instance("orders", 1), FakeDiscovery.instance("orders", 2));
		assertThat(new PreferredZones(this.discovery, (service) -> true).current()).containsEntry("orders",
				PreferredZones.ALL);
	}

	@Test
	void tellsOnlyOfServicesForWhichZonePreferenceIsOn() {
		this.discovery.members(FakeDiscovery.instance("orders", 1), FakeDiscovery.instance("billing", 2));
		assertThat(new PreferredZones(this.discovery, "billing"::equals).current()).containsOnlyKeys("billing");
	}

}
