package io.github.azurediscovery.browser;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes the pictures of the documentation. */
class ScreenshotTests {

	@Test
	void ofTheSample() throws Exception {
		try (Sample sample = new Sample(); Browser browser = new Browser(sample::log)) {
			browser.open(sample.url());
			browser.until("three tiles",
					() -> browser.count(".tile") == 3 && browser.count("#simulation-vm option") == 3);
			for (int number = 0; number < 3; number++) {
				browser.click("[data-action='scale-out']");
			}
			browser.until("six tiles", () -> browser.count(".tile") == 6);
			browser.click("#load");
			browser.until("a while of picks", () -> Boolean.TRUE.equals(browser.script("""
					const line = document.querySelector('#summary .chart.line path:not(.area)');
					return line?.getAttribute('d').split('L').length > 15""")));
			browser.click("[data-action='kill']");
			browser.until("one is ejected", () -> browser.count(".tile[data-verdict='ejected']") == 1
					&& browser.text(".tile[data-verdict='ejected'] .rate").isEmpty());
			browser.pointAtNothing();
			browser.script("document.activeElement.blur(); window.scrollTo({ top: 0, behavior: 'instant' })");
			browser.size(1280, 860);
			browser.screenshot("dashboard");
			browser.dark(true);
			browser.screenshot("dashboard-dark");
			browser.size(390, 844);
			browser.screenshot("dashboard-phone");
			browser.dark(false);
			browser.size(1280, 760);
			browser.script("""
					document.querySelector('#services').scrollIntoView({ behavior: 'instant' });
					document.querySelector('.tile[data-verdict="ejected"]').focus({ preventScroll: true })""");
			browser.screenshot("dashboard-ejection");
			assertThat(browser.count(".tile")).isEqualTo(6);
		}
	}

	@Test
	void ofAThousandInstances() throws Exception {
		try (Estate estate = new Estate(1000); Browser browser = new Browser(() -> "runs in this process")) {
			browser.open(estate.url());
			browser.until("a thousand tiles", () -> browser.count(".tile") == 1000);
			browser.size(1280, 860);
			browser.screenshot("dashboard-thousand");
			assertThat(browser.count(".tile")).isEqualTo(1000);
		}
	}

}
