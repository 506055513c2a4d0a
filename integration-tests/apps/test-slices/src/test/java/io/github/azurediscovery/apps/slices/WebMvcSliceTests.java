package io.github.azurediscovery.apps.slices;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.test.SimulatedAzure;

import static org.assertj.core.api.Assertions.assertThat;

/** A slice of the web layer starts no discovery. */
@WebMvcTest
class WebMvcSliceTests {

	private static final SimulatedAzure azure = SimulatedAzure.start();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ApplicationContext context;

	@DynamicPropertySource
	static void azure(DynamicPropertyRegistry registry) {
		azure.properties().forEach((name, value) -> registry.add(name, () -> value));
	}

	@AfterAll
	static void close() {
		azure.close();
	}

	@Test
	void testsTheControllerWithoutDiscovery() {
		assertThat(this.mvc.get().uri("/greeting")).hasStatusOk().hasBodyTextEqualTo("welcome");
		assertThat(this.context.getBeanProvider(AzureDiscovery.class)).isEmpty();
		assertThat(azure.requests().requests()).isEmpty();
	}

}
