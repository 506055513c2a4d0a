package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The failure analyses of an application that fails fast because it has no access to
 * Azure.
 */
@ExtendWith({ SimulatedAzureExtension.class, OutputCaptureExtension.class })
class FirstRefreshFailureTests {

	private final Map<String, Object> properties = new LinkedHashMap<>();

	@BeforeEach
	void orders(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		this.properties.putAll(azure.properties());
		this.properties.put("azure.discovery.startup.fail-fast", "true");
		this.properties.put("azure.discovery.startup.timeout", "60s");
		this.properties.put("azure.discovery.services.web.names", "orders-*");
		this.properties.put("azure.discovery.services.web.port", "80");
	}

	@Test
	void startsIfTheFirstRefreshSucceeds() {
		start().close();
	}

	@Test
	void namesTheMissingActionAndTheRole(SimulatedAzure azure, CapturedOutput output) {
		azure.access().defaultRights(ReadRights.EVERYTHING.without("Microsoft.Network/networkInterfaces/read"));
		assertThat(failure(output)).contains("names:web")
			.contains("Microsoft.Network/networkInterfaces/read")
			.contains("Reader");
	}

	@Test
	void failsWithNothingButTagsAsWell(SimulatedAzure azure, CapturedOutput output) {
		tagsOnly();
		azure.access().defaultRights(ReadRights.EVERYTHING.without("Microsoft.Network/networkInterfaces/read"));
		assertThat(failure(output)).contains("    tags: ").contains("Microsoft.Network/networkInterfaces/read");
	}

	@Test
	void failsWithNothingButTagsIfAzureCannotBeReached(SimulatedAzure azure, CapturedOutput output) {
		tagsOnly();
		azure.fault(AzureFault.dropped(), AzureOperation.arm());
		assertThat(failure(output)).contains("    tags: ");
	}

	@Test
	void startsWithoutTagsBesideAServiceThatIsConfigured(SimulatedAzure azure) {
		tagsOnly();
		this.properties.put("azure.discovery.services.web.static", "10.0.0.9:80");
		azure.access().defaultRights(ReadRights.EVERYTHING.without("Microsoft.Network/networkInterfaces/read"));
		start().close();
	}

	@Test
	void namesTheUnsetSubscription(SimulatedAzure azure, CapturedOutput output) {
		azure.imdsListening(false);
		this.properties.keySet().removeIf((name) -> name.startsWith("azure.discovery.scope."));
		assertThat(failure(output)).contains("azure.discovery.scope.subscriptions").contains("not an Azure VM");
	}

	@Test
	void saysThatThereIsNoCredential(CapturedOutput output) {
		this.properties.put("azure.discovery.credential.type", "managed-identity");
		assertThat(failure(output)).contains("No access token").contains("azure.discovery.credential");
	}

	@Test
	void saysThatAzureIsThrottling(SimulatedAzure azure, CapturedOutput output) {
		azure.fault(AzureFault.throttled(Duration.ofSeconds(20)), AzureOperation.arm());
		assertThat(failure(output)).contains("429");
	}

	@Test
	void reportsATagWithAnotherSpellingIfNoInstanceIsFound(CapturedOutput output) {
		tagsOnly();
		this.properties.put("azure.discovery.tags.prefix", "Shop");
		assertThat(failure(output))
			.contains("1 VMs and 0 scale sets seen, none carries tag Shop:Service:Name; "
					+ "1 carry Discovery:Service:Name")
			.contains("azure.discovery.tags.prefix");
	}

	@Test
	void startsWithoutAnyInstance(SimulatedAzure azure) {
		tagsOnly();
		azure.vm("orders-1").delete();
		start().close();
	}

	@Test
	void warnsThatATagIsSpeltDifferentlyWhereTheStartGoesOn(CapturedOutput output) {
		this.properties.put("azure.discovery.startup.fail-fast", "false");
		tagsOnly();
		this.properties.put("azure.discovery.tags.prefix", "Shop");
		start().close();
		assertThat(output).containsOnlyOnce("WARN")
			.contains("No instance of any service was found.")
			.contains("1 VMs and 0 scale sets seen, none carries tag Shop:Service:Name; "
					+ "1 carry Discovery:Service:Name");
	}

	@Test
	void startsWithoutAzureWhereNothingAsksForIt(SimulatedAzure azure, CapturedOutput output) {
		azure.imdsListening(false);
		this.properties.keySet()
			.removeIf((name) -> name.startsWith("azure.discovery.scope.") || name.contains("services"));
		start().close();
		assertThat(output).containsOnlyOnce("Not on Azure").doesNotContain("WARN");
	}

	private void tagsOnly() {
		this.properties.keySet().removeIf((name) -> name.contains("services"));
	}

	private String failure(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start().close());
		String all = output.getAll();
		assertThat(all).contains("APPLICATION FAILED TO START");
		return all.substring(all.indexOf("APPLICATION FAILED TO START"));
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(TestConfiguration.class).web(WebApplicationType.NONE)
			.properties(this.properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AzureDiscoveryAutoConfiguration.class)
	static class TestConfiguration {

	}

}
