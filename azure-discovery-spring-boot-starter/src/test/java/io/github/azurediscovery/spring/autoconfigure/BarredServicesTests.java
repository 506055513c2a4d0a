package io.github.azurediscovery.spring.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tag makes no VM an instance of a service that the configuration names, however its id
 * is capitalised there.
 */
class BarredServicesTests {

	@TempDir
	private Path folder;

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class))
		.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.credential.type=none",
				"azure.discovery.endpoints.resource-manager=" + this.azure.armEndpoint(),
				"azure.discovery.scope.subscriptions=" + SimulatedAzure.SUBSCRIPTION,
				"azure.discovery.scope.resource-groups=" + SimulatedAzure.RESOURCE_GROUP,
				"azure.discovery.startup.timeout=60s", "azure.discovery.refresh.interval=1h",
				"azure.discovery.refresh.max-backoff=1h");

	@AfterEach
	void close() {
		this.azure.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "static=127.0.0.1:8443", "file={file}", "environment=PATIENCE", "dns=127.0.0.1",
			"dns=_http._tcp.payments.test dns-server=127.0.0.1:9", "scale-set=payments", "scale-set=payments-*",
			"tags=role=payments", "names=payments-*" })
	void noSelectorIsJoinedByTags(String selector) throws Exception {
		Path file = Files.writeString(this.folder.resolve("payments.txt"), "127.0.0.1:8443");
		this.azure.vm("intruder").tag("Discovery:Service:Name", "payments").tag("Discovery:Service:Port", "6666");
		List<String> properties = new ArrayList<>(List.of("azure.discovery.services.Payments.port=8443"));
		for (String property : selector.replace("{file}", file.toString()).split(" ")) {
			properties.add("azure.discovery.services.Payments." + property);
		}
		this.contexts.withPropertyValues(properties.toArray(String[]::new)).run((context) -> {
			AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
			assertThat(discovery.catalog().current().instances("payments")).extracting(Instance::name)
				.doesNotContain("intruder");
			assertThat(discovery.catalog().current().rejected())
				.filteredOn((rejection) -> rejection.name().equals("intruder"))
				.extracting(Rejection::detail)
				.containsExactly(
						"service payments is configured, and a configured service takes no VMs by the tag convention");
		});
	}

}
