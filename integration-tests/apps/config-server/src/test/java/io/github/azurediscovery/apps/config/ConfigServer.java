package io.github.azurediscovery.apps.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.cloud.config.server.EnableConfigServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.azurediscovery.test.SimulatedAzure;

/** A config server on a VM of the simulated Azure. */
final class ConfigServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private ConfigServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Start a server, which is not discovered yet. */
	static ConfigServer start() {
		return new ConfigServer(SpringApplication.run(Application.class, "--server.port=0",
				"--server.address=127.0.0.1", "--spring.profiles.active=native",
				"--spring.cloud.config.server.native.search-locations=classpath:/configs/",
				"--spring.cloud.config.enabled=false", "--azure.discovery.enabled=false"));
	}

	/** Tag a VM as this server's. */
	void appear(SimulatedAzure azure) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		azure.vm("config-1")
			.address("127.0.0.1")
			.tag("Discovery:Service:Port", Integer.toString(port))
			.tag("Discovery:Service:Name", "configserver");
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** The server itself. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigServer
	static class Application {

	}

}
