package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.AzureCloudKind;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.sink.SinkSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class AzureDiscoveryPropertiesTests {

	@Test
	void hasTheDocumentedDefaults() {
		AzureDiscoveryProperties general = bind(Map.of()).general();
		assertThat(general.enabled()).isTrue();
		assertThat(general.order()).isZero();
		assertThat(general.staleAfter()).isEqualTo(Duration.ofMinutes(5));
		assertThat(general.startup())
			.isEqualTo(new AzureDiscoveryProperties.Startup(Duration.ofSeconds(10), false, null));
		assertThat(general.heartbeat().enabled()).isTrue();
		assertThat(general.events().enabled()).isTrue();
		assertThat(general.push().enabled()).isFalse();
		assertThat(general.loadbalancer())
			.isEqualTo(new AzureLoadBalancerProperties(true, new AzureLoadBalancerProperties.ZonePreference(false, 0.5),
					new AzureLoadBalancerProperties.HealthCheck(false, ProbeSettings.Type.HTTP, "/actuator/health",
							null, Duration.ofSeconds(10), Duration.ofSeconds(2), 1, 2, 32, "200-299"),
					new AzureLoadBalancerProperties.OutlierDetection(true, 5, Duration.ofSeconds(30),
							Duration.ofMinutes(5), 0.2, Set.of(502, 503, 504)),
					Duration.ZERO, 0));
	}

	@Test
	void hasTheDocumentedDefaultsOfAzure() {
		BoundDiscoveryProperties properties = bind(Map.of());
		assertThat(properties.access().cloud()).isNull();
		assertThat(properties.access().endpoints().imds()).isEqualTo(URI.create("http://169.254.169.254"));
		assertThat(properties.access().credential().type()).isEqualTo(CredentialSettings.Type.DEFAULT);
		assertThat(properties.access().imds().enabled()).isEqualTo(AzureAccessProperties.Imds.Use.AUTO);
		assertThat(properties.lookup().tags().enabled()).isTrue();
		assertThat(properties.lookup().tags().scope()).containsExactly(TagsProperties.Scope.VM);
		assertThat(properties.lookup().tags().prefix()).isEqualTo("Discovery");
		assertThat(properties.lookup().tags().serviceId()).isEqualTo("{name}");
		assertThat(properties.lookup().services()).isEmpty();
		assertThat(properties.lookup().instance().address()).isEqualTo(VmAddressKind.PRIVATE);
		assertThat(properties.refresh().refresh()).isEqualTo(new CatalogRefreshProperties.Refresh(
				Duration.ofSeconds(30), Duration.ofMinutes(2), 0.2, Duration.ofSeconds(15), Duration.ofMinutes(5)));
		assertThat(properties.refresh().guard()).isEqualTo(new CatalogRefreshProperties.Guard(0.5, 2));
		assertThat(properties.refresh().scheduledEvents()).isEqualTo(new CatalogRefreshProperties.ScheduledEvents(false,
				Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(5), false));
	}

	@Test
	void hasTheDocumentedDefaultsOfTheDashboard() {
		assertThat(binder(Map.of()).bindOrCreate(DashboardProperties.PREFIX, DashboardProperties.class))
			.isEqualTo(new DashboardProperties(true, "/azure-discovery", 32));
	}

	@Test
	void hasTheDocumentedDefaultsOfSinks() {
		SinkProperties sinks = binder(Map.of()).bindOrCreate("azure.discovery.sinks", SinkProperties.class);
		assertThat(sinks)
			.isEqualTo(new SinkProperties(Duration.ofMinutes(5), Duration.ofMillis(100), Duration.ofSeconds(30)));
		assertThat(sinks.settings()).isEqualTo(SinkSettings.DEFAULT);
	}

	@Test
	void bindsEverySelectorOfAService() {
		Map<String, ServiceProperties> services = bind(Map.of("services.a.scale-set", "self", "services.b.tags",
				"Env=prod,Role:Name=web", "services.c.names", "web-*", "services.d.static", "10.0.0.4:80,[fd00::4]:80",
				"services.e.file", "/etc/peers", "services.f.environment", "PEERS", "services.g.dns", "_http._tcp.g"))
			.lookup()
			.services();
		assertThat(services.get("a")).extracting(ServiceProperties::scaleSet).isEqualTo(List.of("self"));
		assertThat(services.get("b")).extracting(ServiceProperties::tags)
			.isEqualTo(List.of("Env=prod", "Role:Name=web"));
		assertThat(services.get("c")).extracting(ServiceProperties::names).isEqualTo(List.of("web-*"));
		assertThat(services.get("d")).extracting(ServiceProperties::fixed)
			.isEqualTo(List.of("10.0.0.4:80", "[fd00::4]:80"));
		assertThat(services.get("e")).extracting(ServiceProperties::file).isEqualTo("/etc/peers");
		assertThat(services.get("f")).extracting(ServiceProperties::environment).isEqualTo("PEERS");
		assertThat(services.get("g")).extracting(ServiceProperties::dns).isEqualTo("_http._tcp.g");
	}

	@Test
	void bindsTheProbeOfOneService() {
		ServiceProperties service = bind(
				Map.of("services.a.scale-set", "self", "services.a.health-check.path", "/ready"))
			.lookup()
			.services()
			.get("a");
		assertThat(service.healthCheck()).extracting(ServiceHealthCheckProperties::path).isEqualTo("/ready");
	}

	@Test
	void bindsFromTheProcessEnvironment() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("AZURE_DISCOVERY_SERVICES_ORDERS_SCALESET", "orders", "AZURE_DISCOVERY_CLOUD", "azure-china",
							"AZURE_DISCOVERY_IMDS_ENABLED", "false")));
		BoundDiscoveryProperties properties = BoundDiscoveryProperties
			.bind(new Binder(ConfigurationPropertySources.get(environment)), BindHandler.DEFAULT);
		assertThat(properties.lookup().services().get("orders")).extracting(ServiceProperties::scaleSet)
			.isEqualTo(List.of("orders"));
		assertThat(properties.access().cloud()).isEqualTo(AzureCloudKind.AZURE_CHINA);
		assertThat(properties.access().imds().enabled()).isEqualTo(AzureAccessProperties.Imds.Use.FALSE);
	}

	@Test
	void takesYamlsBooleansForTheUseOfInstanceMetadata() {
		assertThat(bind(Map.of("imds.enabled", false)).access().imds().enabled())
			.isEqualTo(AzureAccessProperties.Imds.Use.FALSE);
	}

	@Test
	void neverPrintsTheSecret() {
		BoundDiscoveryProperties properties = bind(Map.of("credential.type", "client-secret", "credential.client-id",
				"app", "credential.tenant-id", "tenant", "credential.client-secret", "s3cret"));
		assertThat(properties.toString()).doesNotContain("s3cret");
	}

	private static BoundDiscoveryProperties bind(Map<String, Object> properties) {
		return BoundDiscoveryProperties.bind(binder(properties), BindHandler.DEFAULT);
	}

	private static Binder binder(Map<String, Object> properties) {
		Map<String, Object> prefixed = new LinkedHashMap<>();
		properties.forEach((name, value) -> prefixed.put("azure.discovery." + name, value));
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((source) -> environment.getPropertySources().remove(source.getName()));
		environment.getPropertySources().addFirst(new MapPropertySource("test", prefixed));
		return Binder.get(environment);
	}

}
