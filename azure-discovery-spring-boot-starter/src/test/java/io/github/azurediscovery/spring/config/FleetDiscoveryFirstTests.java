package io.github.azurediscovery.spring.config;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.fleet.AzureDiscoveryFleetAutoConfiguration;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.blob.SimulatedBlobStore;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Config servers are looked up in the fleet's store, before there is a context. */
class FleetDiscoveryFirstTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final SimulatedBlobStore blobs = SimulatedBlobStore.start(InstantSource.system());

	@AfterEach
	void close() {
		this.azure.close();
		this.blobs.close();
	}

	@Test
	void theStoreIsReadAndAzureIsNotAsked() {
		this.azure.scaleSet("configs").uniform().instances(2);
		Map<String, Object> properties = new HashMap<>(this.azure.properties());
		properties.put("azure.discovery.services.configserver.scale-set", "configs");
		properties.put("azure.discovery.services.configserver.port", "8888");
		properties.put("azure.discovery.fleet.store", this.blobs.container().toString());
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
					AzureDiscoveryFleetAutoConfiguration.class))
			.withPropertyValues(properties.entrySet()
				.stream()
				.map((each) -> each.getKey() + "=" + each.getValue())
				.toArray(String[]::new))
			.withPropertyValues("azure.discovery.fleet.candidate=true", "azure.discovery.startup.timeout=30s")
			.run((context) -> {
				assertThat(context.getBean(FleetMember.class).fleet().poller()).isTrue();
				assertThat(context.getBean(AzureDiscovery.class).catalog().current().instances("configserver"))
					.hasSize(2);
			});
		this.azure.requests().clear();
		List<ServiceInstance> found = new AzureConfigServerInstanceProvider(
				new Binder(new MapConfigurationPropertySource(properties)))
			.apply("configserver");
		assertThat(found).hasSize(2).allMatch((instance) -> instance.getPort() == 8888);
		assertThat(this.azure.requests().count(AzureOperation.arm())).isZero();
	}

}
