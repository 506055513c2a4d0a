package io.github.azurediscovery.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** A headless Chromium of its own, as Debian packages it, with an empty profile. */
final class Browser implements AutoCloseable {

	static final Duration DEADLINE = Duration.ofSeconds(120);

	private static final String STATE = """
			const files = performance.getEntriesByType('resource')
				.map(({ name, responseStatus, duration }) => `${responseStatus} ${Math.round(duration)} ms ${name}`);
			return [location.href, document.readyState, document.body.innerText, ...files].join('\\n');""";

	private final Path profile;

	private final ChromeDriver driver;

	private final Supplier<String> application;

	/**
	 * Start it.
	 * @param application what to read about the application when something is missing on
	 * its page
	 */
	Browser(Supplier<String> application) throws IOException {
		this.application = application;
		this.profile = Files.createTempDirectory("chromium");
		ChromeOptions options = new ChromeOptions();
		options.setBinary("/usr/bin/chromium");
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--hide-scrollbars", "--user-data-dir=" + this.profile);
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
			.usingAnyFreePort()
			.build();
		this.driver = new ChromeDriver(service, options);
		size(1440, 1000);
	}

	void open(String url) {
		this.driver.get(url);
	}

	void size(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	void dark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	String text(String selector) {
		return String.valueOf(script("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
	}

	long count(String selector) {
		return ((Number) script("return document.querySelectorAll(arguments[0]).length", selector)).longValue();
	}

	Object script(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** Click, once nothing that moves is in the way. */
	void click(String selector) {
		until("a click on " + selector, () -> {
			try {
				script("document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
						selector);
				find(selector).click();
				return true;
			}
			catch (ElementClickInterceptedException ex) {
				return false;
			}
		});
	}

	/** Type without a field in mind. */
	void type(String keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	void pointAtNothing() {
		new Actions(this.driver).moveToLocation(1, 1).perform();
	}

	void until(String what, Supplier<Boolean> condition) {
		new FluentWait<>(this).withTimeout(DEADLINE)
			.pollingEvery(Duration.ofMillis(100))
			.ignoring(StaleElementReferenceException.class)
			.withMessage(() -> what + "\n" + evidence())
			.until((browser) -> condition.get());
	}

	private String evidence() {
		try {
			return String.join("\n", "== page", String.valueOf(script(STATE)), "== console",
					String.join("\n", console()), "== application", this.application.get());
		}
		catch (WebDriverException ex) {
			return "The browser does not answer any more: " + ex.getMessage() + "\n== application\n"
					+ this.application.get();
		}
	}

	/**
	 * Return what the console said, since it was last asked, that a page without faults
	 * would not say.
	 */
	List<String> complaints() {
		return logs().filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	private List<String> console() {
		return logs().map(LogEntry::toString).toList();
	}

	private Stream<LogEntry> logs() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream();
	}

	void assertAccessible() {
		AxeBuilder axe = new AxeBuilder();
		axe.setTimeout((int) DEADLINE.toSeconds());
		List<Rule> violations = axe.analyze(this.driver).getViolations();
		assertThat(violations).as("axe's violations")
			.extracting((rule) -> rule.getId() + ": " + rule.getNodes())
			.isEmpty();
	}

	void screenshot(String name) throws IOException {
		Path images = Path.of(System.getProperty("images"));
		Files.createDirectories(images);
		Files.write(images.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
