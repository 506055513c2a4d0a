package io.github.azurediscovery.spring.config;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.TlsArm;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.cloud.client.ServiceInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AzureConfigServerInstanceProviderTests {

	private static final String STATIC = "azure.discovery.services.config.static";

	@Test
	void asksOnceWithTheBinderItIsGiven() {
		AzureConfigServerInstanceProvider servers = new AzureConfigServerInstanceProvider(null);
		assertThat(servers.apply("config", binder(Map.of(STATIC, "127.0.0.1:8888")), BindHandler.DEFAULT, null))
			.extracting(ServiceInstance::getUri)
			.hasToString("[http://127.0.0.1:8888]");
	}

	@Test
	void asksWithItsOwnBinderWhereItIsGivenNone() {
		AzureConfigServerInstanceProvider servers = new AzureConfigServerInstanceProvider(
				binder(Map.of(STATIC, "127.0.0.1:8888")));
		assertThat(servers.apply("Config")).hasSize(1);
	}

	@Test
	void findsNothingWithoutProperties() {
		assertThat(new AzureConfigServerInstanceProvider(null).apply("config")).isEmpty();
	}

	@Test
	void sendsNoRequestIfDisabled() {
		assertThat(new AzureConfigServerInstanceProvider(
				binder(Map.of(STATIC, "127.0.0.1:8888", "azure.discovery.enabled", "false")))
			.apply("config")).isEmpty();
		assertThat(new AzureConfigServerInstanceProvider(
				binder(Map.of(STATIC, "127.0.0.1:8888", "spring.cloud.discovery.enabled", "false")))
			.apply("config")).isEmpty();
	}

	@Test
	void asksForNoOtherService() {
		assertThat(new AzureConfigServerInstanceProvider(
				binder(Map.of(STATIC, "127.0.0.1:8888", "azure.discovery.services.broken.file", "/does/not/exist")))
			.apply("config")).hasSize(1);
	}

	@Test
	void reportsWhyNoConfigServerWasFound() {
		AzureConfigServerInstanceProvider servers = new AzureConfigServerInstanceProvider(
				binder(Map.of("azure.discovery.services.config.file", "/does/not/exist")));
		assertThatIllegalStateException().isThrownBy(() -> servers.apply("config"))
			.withMessageContaining("'config'")
			.withMessageContaining("/does/not/exist does not exist");
	}

	@Test
	void trustsTheSslBundleBeforeThereIsAContext() throws Exception {
		try (TlsArm arm = new TlsArm()) {
			AzureConfigServerInstanceProvider strangers = new AzureConfigServerInstanceProvider(
					binder(arm.properties()));
			assertThatIllegalStateException().isThrownBy(() -> strangers.apply("config"))
				.withMessageContaining("'config'");
			assertThat(arm.requests()).isZero();
			assertThat(new AzureConfigServerInstanceProvider(binder(arm.trustingProperties())).apply("config"))
				.isEmpty();
			assertThat(arm.requests()).isPositive();
		}
	}

	@Test
	void saysThatAnSslBundleIsMissing() {
		AzureConfigServerInstanceProvider servers = new AzureConfigServerInstanceProvider(
				binder(Map.of(STATIC, "127.0.0.1:8888", "azure.discovery.ssl.bundle", "corporate",
						"spring.ssl.bundle.jks.other.truststore.location", TlsArm.STORE)));
		assertThatExceptionOfType(InvalidDiscoveryPropertyException.class).isThrownBy(() -> servers.apply("config"))
			.withMessageContaining("azure.discovery.ssl.bundle=corporate is not the name of an SSL bundle")
			.withMessageContaining("other");
	}

	@Test
	void answersFromTheLiveCatalogOnceThereIsOne() {
		FakeAzureDiscovery discovery = new FakeAzureDiscovery();
		AzureConfigServerInstanceProvider servers = new AzureConfigServerInstanceProvider(
				binder(Map.of(STATIC, "127.0.0.1:8888")));
		ServiceInstanceCatalog live = new ServiceInstanceCatalog(discovery);
		servers.useCatalog(live);
		assertThat(servers.apply("config")).isEmpty();
		discovery.answer(Instance.of("vm-1", "config", "10.0.0.8", 8888).build());
		List<ServiceInstance> found = servers.apply("config", binder(Map.of()), BindHandler.DEFAULT, null);
		assertThat(found).isSameAs(live.instances("config")).hasSize(1);
	}

	private static Binder binder(Map<String, String> properties) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(properties);
		source.put("azure.discovery.imds.enabled", "false");
		source.put("azure.discovery.tags.enabled", "false");
		return new Binder(source);
	}

}
