package io.github.azurediscovery.spring.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.spring.event.InstanceJoinedEvent;
import org.awaitility.Awaitility;
import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances pushed over HTTP into real applications, servlet and reactive. No interval
 * comes to pass: they refresh once an hour.
 */
class AzureDiscoveryPushEndpointTests {

	private static final String ENDPOINT = "/actuator/azurediscoverypush";

	private static final Map<WebApplicationType, ConfigurableApplicationContext> APPLICATIONS = new HashMap<>();

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext application;

	@AfterAll
	static void stop() {
		APPLICATIONS.values().forEach(ConfigurableApplicationContext::close);
		APPLICATIONS.clear();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aPushIsSeenAtOnceAndAnswersTheChange(WebApplicationType type) throws Exception {
		use(type);
		HttpResponse<String> first = push("baskets", "10.1.1.4:8080", "[fd00::4]:8080");
		assertThat(first.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals("""
				{ "applied": true, "note": "", "rejected": [],
				  "change": { "joined": ["10.1.1.4:8080", "[fd00::4]:8080"], "left": [], "updated": [] } }
				""", first.body(), JSONCompareMode.STRICT);
		await(() -> hosts("baskets").equals(List.of("10.1.1.4", "[fd00::4]")));
		HttpResponse<String> second = push("Baskets", "10.1.1.4:8080", "10.1.1.5:8080");
		JSONAssert.assertEquals("""
				{ "change": { "joined": ["10.1.1.5:8080"], "left": ["[fd00::4]:8080"], "updated": [] } }
				""", second.body(), JSONCompareMode.LENIENT);
		await(() -> hosts("baskets").equals(List.of("10.1.1.4", "10.1.1.5")));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void whatIsPushedCanBeRead(WebApplicationType type) throws Exception {
		use(type);
		assertThat(post("stock", "{ \"instances\": \"10.1.2.4:8443, [fd00::4]:8443\", \"secure\": true }").statusCode())
			.isEqualTo(200);
		String stock = """
				{ "instances": [ { "host": "10.1.2.4", "port": 8443, "secure": true, "zone": null, "metadata": { } },
				                 { "host": "[fd00::4]", "port": 8443, "secure": true, "zone": null, "metadata": { } } ] }
				""";
		JSONAssert.assertEquals(stock, get(ENDPOINT + "/STOCK").body(), JSONCompareMode.STRICT);
		JSONAssert.assertEquals("{ 'services': { 'stock': " + stock + " } }", get(ENDPOINT).body(),
				JSONCompareMode.LENIENT);
		await(() -> hosts("stock").size() == 2);
		assertThat(client().getInstances("stock")).allMatch(ServiceInstance::isSecure);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void pushedInstancesAreBalancedAndAnnouncedAndShownLikeAnyOther(WebApplicationType type) throws Exception {
		use(type);
		push("prices", "10.1.3.4:8080");
		await(() -> !hosts("prices").isEmpty());
		assertThat(this.application.getBean(LoadBalancerClient.class).choose("prices").getHost()).isEqualTo("10.1.3.4");
		push("prices", "10.1.3.4:8080", "10.1.3.5:8080");
		await(() -> this.application.getBean(Joined.class).hosts.contains("10.1.3.5"));
		JSONAssert.assertEquals("""
				{ "routable": 2, "instances": [ { "id": "10.1.3.4:8080", "source": "push", "routable": true },
				                                { "id": "10.1.3.5:8080", "source": "push", "routable": true } ] }
				""", get("/actuator/azurediscovery/prices").body(), JSONCompareMode.LENIENT);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aWithdrawnServiceIsGoneAtOnce(WebApplicationType type) throws Exception {
		use(type);
		push("billing", "10.1.4.4:8080", "10.1.4.5:8080");
		await(() -> hosts("billing").size() == 2);
		HttpResponse<String> answer = delete("billing");
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals(
				"{ 'applied': true, 'change': { 'left': ['10.1.4.4:8080', '10.1.4.5:8080'] }, 'rejected': [] }",
				answer.body(), JSONCompareMode.LENIENT);
		await(() -> hosts("billing").isEmpty());
		assertThat(get(ENDPOINT + "/billing").statusCode()).isEqualTo(404);
		assertThat(delete("billing").statusCode()).isEqualTo(404);
		assertThat(delete("billing").body()).contains("No instances are pushed for 'billing'");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aBadItemIsNamedAndNothingChanges(WebApplicationType type) throws Exception {
		use(type);
		push("carts", "10.1.5.4:8080");
		await(() -> hosts("carts").size() == 1);
		HttpResponse<String> answer = push("carts", "10.1.5.5:8080", "10.1.5.6", "10.1.5.7:99999");
		assertThat(answer.statusCode()).isEqualTo(400);
		JSONAssert.assertEquals("""
				{ "applied": false, "change": { "joined": [], "left": [], "updated": [] },
				  "note": "Nothing changed: '10.1.5.6' has no port, and no default port is configured",
				  "rejected": [
				    { "name": "10.1.5.6", "service": "carts", "reason": "invalid-address",
				      "detail": "'10.1.5.6' has no port, and no default port is configured" },
				    { "name": "10.1.5.7:99999", "service": "carts", "reason": "invalid-address",
				      "detail": "'10.1.5.7:99999': port 99999 must be from 1 to 65535" } ] }
				""", answer.body(), JSONCompareMode.STRICT);
		assertThat(get(ENDPOINT + "/carts").body()).contains("10.1.5.4").doesNotContain("10.1.5.5");
		assertThat(hosts("carts")).containsExactly("10.1.5.4");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					orders  | {"instances": "10.1.1.4:80"} | azure.discovery.services.orders already selects the instances of 'orders'
					or_ders | {"instances": "10.1.1.4:80"} | 'or_ders' is not a valid host name
					shop    | {"instance": "10.1.1.4:80"}  | No instances given: send
					shop    | {"instances": null}          | No instances given: send
					shop    | {"instances": 80}            | '80' has no port
					shop    | {"instances": "a:80, a:80"}  | 'a:80' is there more than once
					""")
	void aPushThatCannotBeMeantIsABadRequestThatSaysWhy(String service, String body, String reason) {
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			use(type);
			HttpResponse<String> answer = post(service, body);
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).contains(reason);
		}
	}

	@Test
	void bodiesThatHoldAnythingButTextsAreBadRequests() {
		use(WebApplicationType.SERVLET);
		assertThat(post("shop", "{").statusCode()).isEqualTo(400);
		assertThat(post("shop", "{\"instances\": [\"10.1.1.4:80\"]}").statusCode()).isEqualTo(400);
		assertThat(get(ENDPOINT + "/shop").statusCode()).isEqualTo(404);
	}

	@Test
	void onlyReadsAreOpenUnlessAccessIsGranted() throws JSONException {
		try (ConfigurableApplicationContext guarded = start(WebApplicationType.SERVLET)) {
			this.application = guarded;
			JSONAssert.assertEquals("{ 'services': { } }", get(ENDPOINT).body(), JSONCompareMode.STRICT);
			assertThat(push("shop", "10.1.1.4:80").statusCode()).isEqualTo(405);
			assertThat(delete("shop").statusCode()).isEqualTo(405);
			JSONAssert.assertEquals("{ 'services': { } }", get(ENDPOINT).body(), JSONCompareMode.STRICT);
		}
	}

	private void use(WebApplicationType type) {
		this.application = APPLICATIONS.computeIfAbsent(type,
				(missing) -> start(missing, "management.endpoint.azurediscoverypush.access=unrestricted"));
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("server.port=0", "server.address=127.0.0.1", "management.endpoints.web.exposure.include=*",
				"spring.main.banner-mode=off", "azure.discovery.imds.enabled=false",
				"azure.discovery.tags.enabled=false", "azure.discovery.refresh.interval=1h",
				"azure.discovery.push.enabled=true", "azure.discovery.services.orders.static=10.1.1.9:8080"));
		return new SpringApplicationBuilder(Shop.class).web(type).properties(all.toArray(String[]::new)).run();
	}

	private DiscoveryClient client() {
		return this.application.getBean(DiscoveryClient.class);
	}

	private List<String> hosts(String service) {
		return client().getInstances(service).stream().map(ServiceInstance::getHost).toList();
	}

	private HttpResponse<String> push(String service, String... addresses) {
		return post(service, "{ \"instances\": \"" + String.join(",", addresses) + "\" }");
	}

	private HttpResponse<String> post(String service, String body) {
		return send(request(ENDPOINT + "/" + service).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> delete(String service) {
		return send(request(ENDPOINT + "/" + service).DELETE());
	}

	private HttpResponse<String> get(String path) {
		return send(request(path));
	}

	private HttpRequest.Builder request(String path) {
		String port = this.application.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		Joined joined() {
			return new Joined();
		}

	}

	static class Joined {

		private final List<String> hosts = new CopyOnWriteArrayList<>();

		@EventListener
		void on(InstanceJoinedEvent event) {
			this.hosts.add(event.instance().getHost());
		}

	}

}
