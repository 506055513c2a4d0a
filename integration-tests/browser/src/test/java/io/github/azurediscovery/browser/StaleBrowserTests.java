package io.github.azurediscovery.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is known grows old while nothing happens that the page would be told. */
class StaleBrowserTests {

	@Test
	void thePageTellsByItselfThatWhatIsKnownIsStale() throws Exception {
		try (Estate estate = new Estate(3, "--azure.discovery.refresh.interval=1h", "--azure.discovery.stale-after=5s");
				Browser browser = new Browser(() -> "runs in this process")) {
			browser.open(estate.url());
			browser.until("three tiles", () -> browser.count(".tile") == 3);
			browser.until("stale", () -> browser.text("#summary .card[data-state='bad'] .note").startsWith("stale, "));
			assertThat(browser.text("#connection")).isEqualTo("Live");
			assertThat(browser.complaints()).isEmpty();
		}
	}

}
