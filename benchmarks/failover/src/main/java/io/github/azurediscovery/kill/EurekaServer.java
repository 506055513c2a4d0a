package io.github.azurediscovery.kill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** A real Eureka server with default settings. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableEurekaServer
class EurekaServer {

	/**
	 * Run a server.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(EurekaServer.class, args);
	}

	@EventListener
	void serverIsUp(ServletWebServerInitializedEvent event) {
		System.out.println(event.getWebServer().getPort());
	}

}
