package io.github.azurediscovery.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where zone preference is on, the page tells which zone calls are kept to. */
class ZoneBrowserTests {

	@Test
	void thePageTellsWhichZoneCallsAreKeptTo() throws Exception {
		try (Estate estate = new Estate(9, "--azure.discovery.loadbalancer.zone-preference.enabled=true");
				Browser browser = new Browser(() -> "runs in this process")) {
			browser.open(estate.url());
			browser.until("nine tiles", () -> browser.count(".tile") == 9);
			browser.until("the zone", () -> browser.text(".service .zone").equals("Prefers zone 1"));
			assertThat(browser.find(".service .zone").isDisplayed()).isTrue();
			assertThat(browser.complaints()).isEmpty();
		}
	}

}
