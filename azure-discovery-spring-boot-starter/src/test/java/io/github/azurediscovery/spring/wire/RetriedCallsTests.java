package io.github.azurediscovery.spring.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** With Spring Cloud's retry on, callers do not notice that an instance dies. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = { "azure.discovery.tags.enabled=false",
		"azure.discovery.imds.enabled=false", "spring.cloud.loadbalancer.retry.enabled=true" })
class RetriedCallsTests {

	private static final Map<String, List<LoopbackInstance>> INSTANCES = new HashMap<>();

	@Autowired
	private ApplicationContext context;

	@DynamicPropertySource
	static void services(DynamicPropertyRegistry registry) {
		for (ClientKind way : ClientKind.values()) {
			String service = way.service("retried");
			List<LoopbackInstance> instances = Stream.generate(LoopbackInstance::new).limit(3).toList();
			INSTANCES.put(service, instances);
			registry.add("azure.discovery.services." + service + ".static",
					() -> instances.stream().map(LoopbackInstance::address).collect(Collectors.joining(",")));
		}
	}

	@ParameterizedTest
	@EnumSource(value = ClientKind.class, mode = Mode.EXCLUDE, names = "HTTP_INTERFACE")
	void noCallFailsWhenAnInstanceIsKilled(ClientKind way) {
		String service = way.service("retried");
		way.call(this.context, service);
		INSTANCES.get(service).get(1).kill();
		String dead = String.valueOf(INSTANCES.get(service).get(1).port());
		for (int call = 0; call < 30; call++) {
			assertThat(way.call(this.context, service)).isNotEqualTo(dead);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BalancedClients.class)
	static class Application {

	}

}
