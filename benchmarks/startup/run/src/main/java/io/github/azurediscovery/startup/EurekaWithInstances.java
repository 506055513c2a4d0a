package io.github.azurediscovery.startup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A Eureka server with many instances of {@code orders}. */
final class EurekaWithInstances implements AutoCloseable {

	private final ConfigurableApplicationContext server;

	private EurekaWithInstances(ConfigurableApplicationContext server) {
		this.server = server;
	}

	static EurekaWithInstances start(int instances) throws IOException, InterruptedException {
		EurekaWithInstances eureka = new EurekaWithInstances(SpringApplication.run(Server.class, "--server.port=0",
				"--server.address=127.0.0.1", "--eureka.client.register-with-eureka=false",
				"--eureka.client.fetch-registry=false", "--logging.level.root=off", "--spring.main.banner-mode=off"));
		HttpClient http = HttpClient.newHttpClient();
		for (int i = 0; i < instances; i++) {
			HttpRequest request = HttpRequest.newBuilder(URI.create(eureka.url() + "apps/ORDERS"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(entry(i)))
				.build();
			int status = http.send(request, BodyHandlers.discarding()).statusCode();
			if (status >= 300) {
				throw new IOException("Eureka answered " + status);
			}
		}
		return eureka;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getEnvironment().getRequiredProperty("local.server.port") + "/eureka/";
	}

	private static String entry(int i) {
		return """
				{"instance": {
				  "instanceId": "orders-%1$d", "hostName": "10.0.%2$d.%3$d", "ipAddr": "10.0.%2$d.%3$d", "app": "ORDERS",
				  "vipAddress": "orders", "status": "UP", "port": {"$": 8080, "@enabled": "true"},
				  "securePort": {"$": 443, "@enabled": "false"}, "metadata": {"zone": "1"},
				  "leaseInfo": {"renewalIntervalInSecs": 30, "durationInSecs": 3600},
				  "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}
				}}"""
			.formatted(i, i / 250, 4 + i % 250);
	}

	@Override
	public void close() {
		this.server.close();
	}

	/** The server itself. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableEurekaServer
	static class Server {

	}

}
