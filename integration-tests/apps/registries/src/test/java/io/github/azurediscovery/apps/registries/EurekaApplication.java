package io.github.azurediscovery.apps.registries;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import io.github.azurediscovery.apps.support.LoopbackInstance;

/** A Eureka server. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableEurekaServer
class EurekaApplication {

	static ConfigurableApplicationContext start() {
		return SpringApplication.run(EurekaApplication.class, "--server.port=0", "--server.address=127.0.0.1",
				"--azure.discovery.enabled=false", "--eureka.client.register-with-eureka=false",
				"--eureka.client.fetch-registry=false", "--eureka.server.response-cache-update-interval-ms=300",
				"--eureka.server.wait-time-in-ms-when-sync-empty=0", "--spring.main.web-application-type=servlet");
	}

	static String url(ConfigurableApplicationContext server) {
		return "http://127.0.0.1:" + ((WebServerApplicationContext) server).getWebServer().getPort() + "/eureka/";
	}

	/** Register as Eureka's own client does. */
	static void register(String eureka, String service, LoopbackInstance instance) {
		RestClient.create(eureka)
			.post()
			.uri("apps/{service}", service)
			.contentType(MediaType.APPLICATION_JSON)
			.body("""
					{"instance": {
					  "instanceId": "%s", "hostName": "%s", "ipAddr": "%s", "app": "%s", "vipAddress": "%s",
					  "status": "UP", "port": {"$": %d, "@enabled": "true"}, "securePort": {"$": 443, "@enabled": "false"},
					  "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}
					}}"""
				.formatted(instance.name(), instance.address(), instance.address(), service, service, instance.port()))
			.retrieve()
			.toBodilessEntity();
	}

}
