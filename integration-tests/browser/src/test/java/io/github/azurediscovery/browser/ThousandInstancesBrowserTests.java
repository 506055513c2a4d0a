package io.github.azurediscovery.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand instances on one page, in a reactive application. Prints how long it takes.
 */
class ThousandInstancesBrowserTests {

	private static final String OBSERVE = """
			window.draws = [];
			new PerformanceObserver((list) => list.getEntries().forEach(({ name, startTime, duration }) =>
				name === 'draw' && requestAnimationFrame(() => setTimeout(() =>
					draws.push({ script: duration, seen: performance.now() - startTime })))))
				.observe({ type: 'measure' });""";

	private static final String SEARCH = """
			const field = document.querySelector('#search');
			const begin = performance.now();
			field.value = arguments[0];
			field.dispatchEvent(new Event('input'));
			document.body.getBoundingClientRect();
			return Math.round(performance.now() - begin);""";

	@Test
	void areDrawnUpdatedAndSearched() throws Exception {
		try (Estate estate = new Estate(1000); Browser browser = new Browser(() -> "runs in this process")) {
			open(browser, estate);
			open(browser, estate);
			assertThat(browser.text(".service .routable")).isEqualTo("990 of 1,000 routable");
			System.out.printf(
					"1,000 instances: first contentful paint %s ms and all tiles %s ms after the navigation"
							+ " began, of which the script took %s ms%n",
					browser.script(
							"return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)"),
					browser.script("return Math.round(performance.getEntriesByName('drawn')[0].startTime)"),
					browser.script("return Math.round(performance.getEntriesByName('first draw')[0].duration)"));

			browser.script(OBSERVE);
			estate.scaleOut(1);
			browser.until("the newcomer", () -> browser.count(".tile") == 1001);
			browser.until("an update that was drawn",
					() -> ((Number) browser.script("return draws.length")).intValue() > 0);
			System.out.printf("one more: the script took %s ms, and it was seen %s ms after the event came%n",
					browser.script("return Math.max(...draws.map(({ script }) => script)).toFixed(1)"),
					browser.script("return Math.round(Math.max(...draws.map(({ seen }) => seen)))"));

			System.out.printf("a search: %s ms%n", browser.script(SEARCH, "\"zone 2\""));
			assertThat(browser.count(".group:not([hidden]) li:not([hidden]) > .tile")).isBetween(300L, 400L);
			browser.script(SEARCH, "unhealthy");
			assertThat(browser.count(".group:not([hidden]) li:not([hidden]) > .tile")).isEqualTo(10);
			browser.script(SEARCH, "");
			assertThat(browser.count(".group:not([hidden]) li:not([hidden]) > .tile")).isEqualTo(1001);
			browser.assertAccessible();
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private static void open(Browser browser, Estate estate) {
		browser.open(estate.url());
		browser.until("a thousand tiles", () -> browser.count(".tile") == 1000);
	}

}
