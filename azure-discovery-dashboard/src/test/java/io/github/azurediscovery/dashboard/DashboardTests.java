package io.github.azurediscovery.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.azurediscovery.FakeAzureDiscovery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardTests {

	private static final Duration DEADLINE = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Map<WebApplicationType, ConfigurableApplicationContext> shared = new HashMap<>();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (!shared.containsValue(this.context)) {
			this.context.close();
		}
	}

	@AfterAll
	static void closeShared() {
		shared.values().forEach(ConfigurableApplicationContext::close);
		shared.clear();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void servesThePageAndItsFiles(WebApplicationType type) throws Exception {
		start(type);
		HttpResponse<String> page = get("/azure-discovery/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'; style-src 'self'; "
						+ "connect-src 'self'; img-src 'self' data:;"));
		var files = Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"").matcher(page.body());
		int found = 0;
		for (; files.find(); found++) {
			assertThat(get("/azure-discovery/" + files.group(1)).statusCode()).as(files.group(1)).isEqualTo(200);
		}
		assertThat(found).isGreaterThan(4);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void leadsToTheSlashByARelativeLocation(WebApplicationType type) throws Exception {
		start(type, "--azure.discovery.dashboard.path=/ops/discovery");
		HttpResponse<String> redirect = get("/ops/discovery");
		assertThat(redirect.statusCode()).isEqualTo(302);
		assertThat(redirect.headers().firstValue("Location")).hasValue("discovery/");
		assertThat(get("/ops/discovery/").statusCode()).isEqualTo(200);
		assertThat(get("/azure-discovery/").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void standsAtTheRootWhenAskedTo(WebApplicationType type) throws Exception {
		start(type, "--azure.discovery.dashboard.path=/");
		assertThat(get("/").body()).contains("<title>Azure Discovery</title>");
		assertThat(get("/assets/main.js").headers().firstValue("Content-Type"))
			.hasValue("text/javascript;charset=UTF-8");
		assertThat(events("/events").take()).isEqualTo("event:state");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void standsBelowAContextPath(WebApplicationType type) throws Exception {
		start(type, (type == WebApplicationType.SERVLET) ? "--server.servlet.context-path=/shop"
				: "--spring.webflux.base-path=/shop");
		assertThat(get("/shop/azure-discovery/").statusCode()).isEqualTo(200);
		assertThat(get("/shop/azure-discovery/").body()).doesNotContainPattern("(src|href)=\"[/h]");
		assertThat(get("/azure-discovery/").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void sendsAFileAgainOnlyWhenItChanged(WebApplicationType type) throws Exception {
		start(type);
		HttpResponse<String> first = get("/azure-discovery/assets/main.js");
		String etag = first.headers().firstValue("ETag").orElseThrow();
		HttpRequest again = HttpRequest.newBuilder(uri("/azure-discovery/assets/main.js"))
			.header("If-None-Match", etag)
			.build();
		assertThat(this.http.send(again, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(304);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void servesNothingButThePage(WebApplicationType type) throws Exception {
		start(type);
		for (String name : new String[] { "missing.js", "..%2f..%2fapplication.yml", "View.class", "main.js%00" }) {
			assertThat(get("/azure-discovery/assets/" + name).statusCode()).as(name).isIn(400, 404);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void streamsAllThereIsThenWhatChanges(WebApplicationType type) throws Exception {
		start(type);
		FakeAzureDiscovery discovery = discovery();
		discovery.members(FakeAzureDiscovery.instance("orders", 1));
		Lines lines = events("/azure-discovery/events");
		assertThat(lines.take()).isEqualTo("event:state");
		assertThat(lines.data("orders_1")).contains("\"run\":");
		discovery.members(FakeAzureDiscovery.instance("orders", 1), FakeAzureDiscovery.instance("orders", 2));
		assertThat(lines.data("orders_2")).doesNotContain("orders_1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure.discovery.loadbalancer.zone-preference.enabled=true",
			"spring.cloud.loadbalancer.configurations=zone-preference",
			"spring.cloud.loadbalancer.clients.orders.configurations=zone-preference" })
	void tellsThePreferredZoneWhicheverSwitchTurnedItOn(String property) throws Exception {
		start(WebApplicationType.SERVLET, "--" + property);
		discovery().members(FakeAzureDiscovery.instance("orders", 1));
		assertThat(events("/azure-discovery/events").data()).contains("\"zone\":\"all\"");
	}

	@Test
	void showsNoPreferredZoneWithAnotherLoadBalancer() throws Exception {
		start(WebApplicationType.SERVLET, "--azure.discovery.loadbalancer.enabled=false",
				"--spring.cloud.loadbalancer.configurations=zone-preference");
		discovery().members(FakeAzureDiscovery.instance("orders", 1));
		assertThat(events("/azure-discovery/events").data()).doesNotContain("\"zone\":\"all\"");
	}

	@Test
	void staysOnThePortOfTheApplicationWhereTheActuatorHasItsOwn() throws Exception {
		start(WebApplicationType.SERVLET, "--management.server.port=0",
				"--management.endpoints.web.exposure.include=health");
		assertThat(get("/azure-discovery/").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health").statusCode()).isEqualTo(404);
		assertThat(get("local.management.port", "/actuator/health").statusCode()).isEqualTo(200);
		assertThat(get("local.management.port", "/azure-discovery/").statusCode()).isEqualTo(404);
		assertThat(get("local.management.port", "/azure-discovery/events").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void sendsNamesOfAnyScript(WebApplicationType type) throws Exception {
		start(type);
		discovery().members(FakeAzureDiscovery.instance("orders", 1).toBuilder().name("bestellungen-größe-注文").build());
		Lines lines = events("/azure-discovery/events");
		assertThat(lines.data("bestellungen").toLowerCase(Locale.ROOT))
			.contains("bestellungen-gr\\u00f6\\u00dfe-\\u6ce8\\u6587");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void removesAViewerThatIsGone(WebApplicationType type) throws Exception {
		start(type, "--azure.discovery.dashboard.path=/viewed");
		FakeAzureDiscovery discovery = discovery();
		discovery.members(FakeAzureDiscovery.instance("orders", 1));
		int before = discovery.subscriptions();
		HttpResponse<InputStream> stream = open("/viewed/events");
		await(() -> discovery.subscriptions() > before);
		stream.body().close();
		AtomicInteger number = new AtomicInteger(1);
		await(() -> {
			discovery.members(FakeAzureDiscovery.instance("orders", number.incrementAndGet()));
			return discovery.subscriptions() == before;
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	@Timeout(60)
	void doesNotHoldUpAGracefulShutdown(WebApplicationType type) throws Exception {
		start(type, "--server.shutdown=graceful", "--spring.lifecycle.timeout-per-shutdown-phase=1h");
		Lines lines = events("/azure-discovery/events");
		lines.take();
		this.context.close();
		assertThat(this.context.isActive()).as("and its viewer is still there").isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void isNotThereWhenSwitchedOff(WebApplicationType type) throws Exception {
		start(type, "--azure.discovery.dashboard.enabled=false");
		assertThat(get("/azure-discovery/").statusCode()).isEqualTo(404);
		assertThat(this.context.getBeansOfType(ViewerBroadcaster.class)).isEmpty();
	}

	private void start(WebApplicationType type) {
		this.context = shared.computeIfAbsent(type, DashboardTests::run);
	}

	private void start(WebApplicationType type, String argument, String... arguments) {
		this.context = run(type, Stream.concat(Stream.of(argument), Stream.of(arguments)).toArray(String[]::new));
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, String... arguments) {
		String[] all = new String[arguments.length + 2];
		all[0] = "--server.port=0";
		all[1] = "--spring.main.banner-mode=off";
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return new SpringApplicationBuilder(DashboardTestApplication.class).web(type).run(all);
	}

	private FakeAzureDiscovery discovery() {
		return this.context.getBean(FakeAzureDiscovery.class);
	}

	private URI uri(String path) {
		return uri("local.server.port", path);
	}

	private URI uri(String port, String path) {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty(port) + path);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return get("local.server.port", path);
	}

	private HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(uri(port, path)).timeout(DEADLINE).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(uri(path)).timeout(DEADLINE).build(),
				HttpResponse.BodyHandlers.ofInputStream());
	}

	private Lines events(String path) throws IOException, InterruptedException {
		Lines lines = new Lines();
		HttpResponse<Stream<String>> response = this.http
			.send(HttpRequest.newBuilder(uri(path)).timeout(DEADLINE).build(), HttpResponse.BodyHandlers.ofLines());
		Thread reader = new Thread(() -> response.body().filter((line) -> !line.isEmpty()).forEach(lines::add),
				"reader");
		reader.setDaemon(true);
		reader.setUncaughtExceptionHandler((thread, theServerIsGone) -> {
		});
		reader.start();
		return lines;
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(DEADLINE).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	private static final class Lines extends ArrayBlockingQueue<String> {

		String data() throws InterruptedException {
			String line = take();
			return line.startsWith("data:") ? line : data();
		}

		String data(String text) throws InterruptedException {
			String line = data();
			return line.contains(text) ? line : data(text);
		}

		Lines() {
			super(1000);
		}

		@Override
		public String take() throws InterruptedException {
			String line = poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
			assertThat(line).as("a line within " + DEADLINE).isNotNull();
			return line;
		}

	}

}
