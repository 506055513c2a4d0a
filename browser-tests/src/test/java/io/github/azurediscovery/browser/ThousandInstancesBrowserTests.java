package io.github.azurediscovery.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A thousand instances on one page, in a reactive application. */
class ThousandInstancesBrowserTests {

	@Test
	void areDrawnUpdatedAndSearched() throws Exception {
		try (Estate estate = new Estate(1000); Browser browser = new Browser()) {
			browser.open(estate.url());
			browser.until("a thousand tiles", () -> browser.count(".tile") == 1000);
			browser.open(estate.url());
			browser.until("a thousand tiles", () -> browser.count(".tile") == 1000);
			assertThat(browser.text(".service .routable")).isEqualTo("1,000 of 1,000 routable");
			System.out.println("1,000 instances: first contentful paint "
					+ browser.script(
							"return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)")
					+ " ms, all tiles drawn "
					+ browser.script("return Math.round(performance.getEntriesByName('drawn')[0].startTime)")
					+ " ms after the navigation began, of which the script took " + duration(browser));

			estate.scaleOut(1);
			browser.until("the newcomer", () -> browser.count(".tile") == 1001);
			System.out.println("1,001st instance: drawn in "
					+ browser.script("return Math.max(...draws.map(({ duration }) => duration)).toFixed(1)") + " ms");

			browser.find("#search").sendKeys("\"zone 2\"");
			long found = browser.count(".group:not([hidden]) li:not([hidden]) > .tile");
			assertThat(found).isBetween(300L, 400L);
			browser.assertAccessible();
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private static String duration(Browser browser) {
		return browser.script("return performance.getEntriesByName('draw').at(-1).duration.toFixed(1)") + " ms";
	}

}
