package io.github.azurediscovery.browser;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/** What a visitor of the sample sees and does. */
class DashboardBrowserTests {

	private static Sample sample;

	private static Browser browser;

	@BeforeAll
	static void start() throws Exception {
		sample = new Sample();
		browser = new Browser(sample::log);
	}

	@AfterAll
	static void stop() throws Exception {
		if (browser != null) {
			browser.close();
		}
		if (sample != null) {
			sample.close();
		}
	}

	@BeforeEach
	void threeInstancesAnswer() throws Exception {
		if (!sample.running()) {
			sample.start();
		}
		browser.size(1440, 1000);
		browser.dark(false);
		browser.open(sample.url());
		live();
		load(false);
		act("mend");
		while (browser.count("#simulation-vm option") > 3) {
			act("scale-in");
		}
		while (browser.count("#simulation-vm option") < 3) {
			act("scale-out");
		}
		browser.until("three healthy instances", () -> routable() == 3 && browser.count(".tile") == 3
				&& browser.count(".tile[data-verdict='routable']") == 3);
		browser.complaints();
	}

	@AfterEach
	void theConsoleIsQuiet() {
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void showsTheInstancesByZoneAndScaleSet() {
		assertThat(browser.text("#application")).isEqualTo("sample");
		assertThat(browser.text(".service h3")).isEqualTo("orders");
		assertThat(browser.all(".group h4")).isNotEmpty()
			.allSatisfy((title) -> assertThat(title.getText()).matches("Zone [123] · orders [123] instances?"));
		assertThat(browser.text("#source-list")).contains("tags").contains("succeeds");
		assertThat(browser.text("#timeline-list")).contains("joined");
	}

	@Test
	void isAccessibleInLightAndDark() {
		browser.assertAccessible();
		browser.dark(true);
		browser.assertAccessible();
		browser.dark(false);
		browser.size(390, 844);
		browser.assertAccessible();
	}

	@Test
	void showsANewcomer() {
		act("scale-out");
		browser.until("four tiles", () -> browser.count(".tile") == 4 && routable() == 4);
		assertThat(browser.text("#timeline-list li:first-child")).contains("joined");
	}

	@Test
	void showsThatAnInstanceLeft() {
		act("scale-in");
		browser.until("two tiles", () -> browser.count(".tile") == 2);
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains("left"));
	}

	@Test
	void showsThePicksOfTheLoad() {
		load(true);
		browser.until("each tile shows its picks",
				() -> browser.all(".tile .rate").stream().allMatch((rate) -> rate.getText().endsWith("/s")));
		load(false);
		browser.until("no calls", () -> browser.text(".service header .rate").equals("no picks"));
	}

	@Test
	void showsAKilledInstanceEjectedAndReadmitsIt() {
		load(true);
		browser.until("calls are answered", () -> answered() > 0);
		long failed = failed();
		String victim = choose(1);
		act("kill");
		browser.until("ejected", () -> verdict(victim).equals("ejected"));
		assertThat(browser.text(".tile[data-verdict='ejected'] .why")).startsWith("Ejected until ");
		assertThat(browser.text(".service .tally")).contains("2 routable").contains("1 ejected");
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains(victim + " ejected"));
		long answered = answered();
		browser.until("calls go on", () -> answered() > answered + 100);
		assertThat(failed()).as("calls that failed").isEqualTo(failed);
		act("mend");
		browser.until("routable again", () -> routable() == 3 && browser.count(".tile[data-verdict='routable']") == 3);
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains(victim + " updated"));
	}

	@Test
	void showsMaintenanceThatAzureAnnounces() {
		String victim = choose(0);
		act("preempt");
		browser.until("maintenance", () -> verdict(victim).equals("maintenance"));
		assertThat(browser.text(".tile[data-verdict='maintenance'] .why"))
			.matches("Maintenance: Preempt announced for [0-9:]+( [AP]M)?");
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains(victim + " not routable"));
		act("mend");
		browser.until("called off", () -> verdict(victim).equals("routable") && routable() == 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hang", "unavailable" })
	void showsAnInstanceEjectedThatDoesBadlyAndReadmitsIt(String action) {
		load(true);
		String victim = choose(2);
		act(action);
		browser.until("ejected", () -> verdict(victim).equals("ejected"));
		act("mend");
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains(victim + " re-admitted"));
		browser.until("routable again", () -> routable() == 3);
	}

	@Test
	void showsAnInstanceThatAzureSaysIsUnhealthy() {
		String victim = choose(0);
		act("unhealthy");
		browser.until("unhealthy", () -> verdict(victim).equals("unhealthy"));
		assertThat(browser.text(".tile[data-verdict='unhealthy'] .why"))
			.isEqualTo("Unhealthy: Application Health: unhealthy");
	}

	@Test
	void showsWhyAStoppedVmIsNoMember() {
		String victim = choose(1);
		act("stop");
		browser.until("rejected",
				() -> browser.text("#rejected-list").contains(victim + "ordersnot-running deallocated"));
		browser.until("gone", () -> browser.count(".tile") == 2);
	}

	@Test
	void showsARetaggedVmInItsNewService() {
		String victim = choose(1);
		act("retag");
		browser.until("in billing",
				() -> browser.text("[aria-labelledby='service-billing'] .tile .name").equals(victim));
		assertThat(browser.count("[aria-labelledby='service-orders'] .tile")).isEqualTo(2);
		act("mend");
		browser.until("only orders", () -> browser.count(".service") == 1 && browser.count(".tile") == 3);
	}

	@Test
	void showsThatAzureIsAskedAgainLaterWhenItThrottles() {
		act("throttle");
		browser.until("throttled", () -> browser.text("#source-list").contains("429"));
		assertThat(browser.text("#source-list")).as("times are the visitor's").doesNotContainPattern("\\dT\\d");
		assertThat(routable()).isEqualTo(3);
		browser.until("nothing is left", () -> browser.text("#quota-list").contains("HighCostGet0"));
		act("mend");
		browser.until("Azure answers, and names other quotas", () -> browser.text("#source-list").contains("succeeds")
				&& !browser.text("#quota-list").contains("HighCostGet0"));
		assertThat(browser.text("#summary")).doesNotContain("0 remaining of the smallest quota");
	}

	@Test
	void showsThatUnhealthyInstancesAreOfferedInPanic() {
		load(true);
		for (int number = 0; number < 3; number++) {
			choose(number);
			act("kill");
		}
		browser.until("panic", () -> "true".equals(browser.find(".service").getDomAttribute("data-panic")));
		assertThat(browser.find(".service .panic").isDisplayed()).isTrue();
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains("panic"));
	}

	@Test
	void showsAnOutageOfAzureAndItsEndWhileAllInstancesStay() {
		act("break");
		browser.until("the source fails", () -> browser.text("#source-list").contains("500"));
		assertThat(browser.count(".tile")).isEqualTo(3);
		assertThat(routable()).isEqualTo(3);
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains("failed"));
		act("mend");
		browser.until("the source answers", () -> browser.text("#source-list").contains("succeeds"));
		browser.until("the timeline tells", () -> browser.text("#timeline-list li:first-child").contains("recovered"));
	}

	@Test
	void showsThatTheGuardHoldsInstancesMissingFromAnEmptyAnswer() {
		act("empty");
		browser.until("held", () -> browser.count(".tile[data-marks~='held']") == 3);
		assertThat(browser.text(".service .held")).contains("All missing from the last answer, held for now");
		assertThat(browser.text(".tile .why")).isEqualTo("Held: missing from the last answer. Routable");
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains("held for now"));
		act("mend");
		browser.until("no instance is held", () -> browser.count(".tile[data-marks='']") == 3);
		assertThat(browser.find(".service .held").isDisplayed()).isFalse();
	}

	@Test
	void explainsAnInstanceOnFocusAndMovesByArrowKeys() {
		List<WebElement> tiles = browser.all(".tile");
		browser.script("document.querySelector('.tile[tabindex=\"0\"]').focus()");
		assertThat(browser.find("#details").isDisplayed()).isTrue();
		assertThat(browser.text("#details")).contains("Platform")
			.contains("Maintenance")
			.contains("Probe")
			.contains("Outlier");
		tiles.get(0).sendKeys(Keys.ARROW_RIGHT);
		assertThat(browser.script("return document.activeElement.querySelector('.name').textContent"))
			.isEqualTo(tiles.get(1).findElement(By.cssSelector(".name")).getText());
		tiles.get(1).sendKeys(Keys.ESCAPE);
		assertThat(browser.find("#details").isDisplayed()).isFalse();
	}

	@Test
	void findsInstances() {
		String name = browser.text(".tile .name");
		browser.script("document.activeElement.blur()");
		browser.type("/");
		browser.find("#search").sendKeys(name);
		assertThat(browser.count("li:not([hidden]) > .tile")).isEqualTo(1);
		assertThat(browser.text("#found")).isEqualTo("1 instance of 3 match.");
		browser.find("#search").clear();
		browser.find("#search").sendKeys("\"zone 2\" routable");
		assertThat(browser.count("li:not([hidden]) > .tile"))
			.isEqualTo(browser.count("[aria-label='orders, Zone 2 · orders'] .tile"));
		browser.find("#search").sendKeys(" nonsense");
		assertThat(browser.text("#found")).isEqualTo("No instance of 3 matches.");
	}

	@Test
	void findsRejectedResourcesByTheirReason() {
		choose(1);
		act("stop");
		browser.until("rejected", () -> browser.text("#rejected-list").contains("not-running deallocated"));
		browser.find("#search").sendKeys("not-running");
		assertThat(browser.text("#rejected-list")).contains("not-running deallocated");
		assertThat(browser.text("#found")).endsWith(" below.");
		browser.find("#search").sendKeys(" nonsense");
		assertThat(browser.text("#rejected-list")).isEqualTo("None matches the search.");
		assertThat(browser.text("#rejected-count")).startsWith("0 of ");
	}

	@Test
	void comesBackAfterARestart() throws Exception {
		sample.kill();
		browser.until("the connection is lost", () -> browser.text("#connection").contains("Reconnecting"));
		assertThat(browser.count(".tile")).isEqualTo(3);
		sample.start();
		live();
		browser.until("the timeline tells", () -> browser.text("#timeline-list").contains("restarted"));
		browser.until("three new instances", () -> browser.count(".tile") == 3 && routable() == 3);
		assertThat(browser.complaints()).allMatch((complaint) -> complaint.contains("ERR_"));
	}

	@Test
	void sendsRequestsToTheApplicationOnly() {
		assertThat((List<?>) browser.script("return performance.getEntriesByType('resource').map(({ name }) => name)"))
			.isNotEmpty()
			.allSatisfy((name) -> assertThat(name).asString().startsWith(sample.url()));
	}

	@Test
	void fitsAPhone() {
		choose(1);
		act("stop");
		browser.until("rejected", () -> browser.count("#rejected-list tr") == 2);
		act("throttle");
		browser.until("throttled", () -> browser.text("#source-list").contains("429"));
		browser.size(390, 844);
		assertThat((List<?>) browser.script("""
				return [...document.querySelectorAll('.scroll, .panel, .card')]
					.filter((panel) => panel.scrollWidth > panel.clientWidth)
					.map((panel) => panel.innerText)""")).as("panels that are wider than the phone").isEmpty();
		assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
	}

	private static void live() {
		browser.until("live",
				() -> browser.text("#connection").equals("Live") && browser.count("#simulation-vm option") > 0);
	}

	private static void act(String action) {
		browser.script("document.querySelector('.controls .said').textContent = ''");
		browser.click("[data-action='" + action + "']");
		browser.until(action + " is done", () -> browser.text(".controls .said").startsWith("Done"));
	}

	private static String choose(int number) {
		return String.valueOf(browser.script("""
				const vm = document.querySelector('#simulation-vm');
				vm.selectedIndex = arguments[0];
				return vm.value;""", number));
	}

	private static void load(boolean on) {
		if (!browser.script("return document.querySelector('#load').checked").equals(on)) {
			browser.click("#load");
			browser.until("the load is " + (on ? "on" : "off"),
					() -> browser.script("return document.querySelector('#load').checked").equals(on));
		}
	}

	private static long answered() {
		return told("([0-9,]+) answered");
	}

	private static long failed() {
		return told("([0-9,]+) failed");
	}

	private static long told(String pattern) {
		Matcher number = Pattern.compile(pattern).matcher(browser.text("#load-count"));
		return number.find() ? Long.parseLong(number.group(1).replace(",", "")) : 0;
	}

	private static String verdict(String name) {
		return String.valueOf(browser.script("""
				return [...document.querySelectorAll('.tile')]
					.find((tile) => tile.querySelector('.name').textContent === arguments[0])?.dataset.verdict""",
				name));
	}

	private static int routable() {
		String text = browser.text(".service .routable");
		return text.isEmpty() ? 0 : Integer.parseInt(text.substring(0, text.indexOf(' ')));
	}

}
