package io.github.azurediscovery.spring.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.spring.client.CatalogFreshness;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A whole web application with actuator over a fake discovery, at a fixed time. */
final class ActuatorApplication implements AutoCloseable {

	static final Instant NOW = Instant.parse("2026-11-21T10:00:12Z");

	private final ConfigurableApplicationContext context;

	ActuatorApplication(String... properties) {
		this(WebApplicationType.SERVLET, properties);
	}

	ActuatorApplication(WebApplicationType type, String... properties) {
		List<String> all = new ArrayList<>(Arrays.asList(properties));
		all.addAll(List.of("server.port=0", "server.address=127.0.0.1", "management.endpoints.web.exposure.include=*",
				"spring.main.banner-mode=off"));
		this.context = new SpringApplicationBuilder(Parts.class).web(type).properties(all.toArray(String[]::new)).run();
	}

	FakeAzureDiscovery discovery() {
		return this.context.getBean(FakeAzureDiscovery.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpResponse<String> get(String path) {
		return send(request(path).GET());
	}

	HttpResponse<String> get(String path, String accepted) {
		return send(request(path).header("Accept", accepted).GET());
	}

	HttpResponse<String> post(String path) {
		return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	/**
	 * On a connection of its own: Tomcat may just be closing one that was used before.
	 */
	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parts {

		@Bean
		FakeAzureDiscovery discovery() {
			return new FakeAzureDiscovery();
		}

		@Bean
		CatalogFreshness freshness(AzureDiscovery discovery) {
			return new CatalogFreshness(discovery, Duration.ofMinutes(5), () -> NOW);
		}

	}

}
