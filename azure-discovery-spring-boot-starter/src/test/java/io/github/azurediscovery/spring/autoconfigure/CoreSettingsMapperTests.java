package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.AzureCloudKind;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.refresh.RefreshSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class CoreSettingsMapperTests {

	@Test
	void areTheCoresDefaultsWithoutProperties() {
		Settings settings = settings(Map.of());
		assertThat(settings.core.azure()).isEqualTo(AzureSettings.DEFAULT);
		assertThat(settings.core.refresh()).isEqualTo(RefreshSettings.DEFAULT);
		assertThat(settings.core.balance()).isEqualTo(BalanceSettings.DEFAULT);
		assertThat(settings.core.zone()).isNull();
		assertThat(settings.health.health()).isEqualTo(HealthSettings.DEFAULT);
	}

	@Test
	void carryEveryPropertyOfAzure() {
		AzureSettings azure = settings(Map.ofEntries(Map.entry("azure.discovery.cloud", "azure-china"),
				Map.entry("azure.discovery.endpoints.resource-manager", "https://arm.example"),
				Map.entry("azure.discovery.endpoints.authority", "https://login.example"),
				Map.entry("azure.discovery.credential.type", "managed-identity"),
				Map.entry("azure.discovery.credential.client-id", "app"),
				Map.entry("azure.discovery.scope.subscriptions", "s1,s2"),
				Map.entry("azure.discovery.scope.resource-groups", "*"),
				Map.entry("azure.discovery.scope.regions", "westeurope"),
				Map.entry("azure.discovery.instance.address", "hostname"),
				Map.entry("azure.discovery.instance.exclude-self", "true"),
				Map.entry("azure.discovery.instance.own-address", "10.0.0.1"),
				Map.entry("azure.discovery.refresh.timeout", "7s"),
				Map.entry("azure.discovery.refresh.status-interval", "3m"))).core
			.azure();
		assertThat(azure.cloud()).isEqualTo(AzureCloudKind.AZURE_CHINA);
		assertThat(azure.endpoints())
			.isEqualTo(AzureEndpoints.OF_CLOUD.withResourceManager(URI.create("https://arm.example"))
				.withAuthority(URI.create("https://login.example")));
		assertThat(azure.credential())
			.isEqualTo(CredentialSettings.builder(CredentialSettings.Type.MANAGED_IDENTITY).clientId("app").build());
		assertThat(azure.scope())
			.isEqualTo(new ScopeSettings(List.of("s1", "s2"), List.of("*"), List.of("westeurope")));
		assertThat(azure.address()).isEqualTo(VmAddressKind.HOSTNAME);
		assertThat(azure.excludeSelf()).isTrue();
		assertThat(azure.ownAddress()).isEqualTo("10.0.0.1");
		assertThat(azure.timeout()).isEqualTo(Duration.ofSeconds(7));
		assertThat(azure.statusInterval()).isEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void followThePrefixOfTheTags() {
		TagSettings tags = settings(Map.of("azure.discovery.tags.prefix", "HAProxy", "azure.discovery.tags.port",
				"Port", "azure.discovery.tags.scope", "vm,nic", "azure.discovery.tags.service-id", "{name}-{region}",
				"azure.discovery.tags.include", "Stage=live", "azure.discovery.tags.exclude", "Team=lab,Team:Sub=x",
				"azure.discovery.metadata.tags", "team", "azure.discovery.tags.services", "orders,web-*")).core
			.azure()
			.tags();
		assertThat(tags).isEqualTo(TagSettings.builder("HAProxy")
			.nics(true)
			.port("Port")
			.metadata(List.of("team"))
			.serviceId("{name}-{region}")
			.include(List.of(new ResourceTagMatch("Stage", "live")))
			.exclude(List.of(new ResourceTagMatch("Team", "lab"), new ResourceTagMatch("Team:Sub", "x")))
			.services(List.of("orders", "web-*"))
			.build());
	}

	@Test
	void carryEverySelector() {
		List<AzureServiceDefinition> services = settings(
				Map.ofEntries(Map.entry("azure.discovery.services.A.scale-set", "web"),
						Map.entry("azure.discovery.services.A.port", "8080"),
						Map.entry("azure.discovery.services.A.secure", "true"),
						Map.entry("azure.discovery.services.A.interval", "1m"),
						Map.entry("azure.discovery.services.A.subscription", "s"),
						Map.entry("azure.discovery.services.A.resource-group", "g"),
						Map.entry("azure.discovery.services.b.tags", "Role=b"),
						Map.entry("azure.discovery.services.c.names", "c-*"),
						Map.entry("azure.discovery.services.d.static", "127.0.0.1:80"))).core
			.azure()
			.services();
		assertThat(services).containsExactly(
				AzureServiceDefinition.builder("a", new AzureServiceDefinition.ScaleSet("web"))
					.port(8080)
					.secure(true)
					.subscription("s")
					.resourceGroup("g")
					.interval(Duration.ofMinutes(1))
					.build(),
				AzureServiceDefinition
					.builder("b", new AzureServiceDefinition.Tags(List.of(new ResourceTagMatch("Role", "b"))))
					.build(),
				AzureServiceDefinition.builder("c", new AzureServiceDefinition.Names(List.of("c-*"))).build());
	}

	@Test
	void severalScaleSetsAreOneService() {
		List<AzureServiceDefinition> services = settings(Map.of("azure.discovery.services.commas.scale-set",
				"web-a, web-*", "azure.discovery.services.listed.scale-set[0]", "web-a",
				"azure.discovery.services.listed.scale-set[1]", "web-*", "azure.discovery.services.one.scale-set",
				"web-*")).core
			.azure()
			.services();
		AzureServiceDefinition.ScaleSet first = new AzureServiceDefinition.ScaleSet("web-a");
		AzureServiceDefinition.ScaleSet second = new AzureServiceDefinition.ScaleSet("web-*");
		AzureServiceDefinition.ScaleSets both = new AzureServiceDefinition.ScaleSets(List.of(first, second));
		assertThat(services).extracting(AzureServiceDefinition::selector).containsExactly(both, both, second);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "9090, 9090", "'', 8080", "0, none" })
	void giveThisVmsOwnSetTheApplicationsPort(String server, Integer expected) {
		Map<String, Object> properties = new LinkedHashMap<>(Map.of("azure.discovery.services.me.scale-set", "self"));
		if (!server.isEmpty()) {
			properties.put("server.port", server);
		}
		assertThat(settings(properties).core.azure().services().get(0).port()).isEqualTo(expected);
	}

	@Test
	void readWhatIsCustomaryOnAzure() {
		StandardEnvironment environment = environment(Map.of("spring.cloud.azure.profile.subscription-id", "unused",
				"spring.cloud.azure.profile.tenant-id", "tenant", "spring.cloud.azure.profile.cloud-type",
				"azure_us_government", "azure.discovery.credential.type", "client-secret",
				"azure.discovery.credential.client-id", "app", "azure.discovery.credential.client-secret", "secret"));
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of("AZURE_SUBSCRIPTION_ID",
					"from-environment", "AZURE_RESOURCE_GROUP", "shop", "AZURE_DISCOVERY_VM_IP", "10.0.0.7")));
		AzureSettings azure = settings(environment).core.azure();
		assertThat(azure.scope()).isEqualTo(ScopeSettings.of("from-environment", "shop"));
		assertThat(azure.ownAddress()).isEqualTo("10.0.0.7");
		assertThat(azure.credential().tenantId()).isEqualTo("tenant");
		assertThat(azure.cloud()).isEqualTo(AzureCloudKind.AZURE_US_GOVERNMENT);
	}

	@Test
	void takeTheSubscriptionOfSpringCloudAzure() {
		assertThat(settings(Map.of("spring.cloud.azure.profile.subscription-id", "theirs",
				"spring.cloud.azure.profile.cloud-type", "OTHER")).core
			.azure()).satisfies((azure) -> {
				assertThat(azure.scope().subscriptions()).containsExactly("theirs");
				assertThat(azure.cloud()).isNull();
			});
	}

	@Test
	void preferOnesOwnProperties() {
		assertThat(settings(Map.of("azure.discovery.scope.subscriptions", "ours",
				"spring.cloud.azure.profile.subscription-id", "theirs")).core
			.azure()
			.scope()
			.subscriptions()).containsExactly("ours");
	}

	@ParameterizedTest
	@CsvSource({ "azure.discovery.loadbalancer.zone-preference.enabled, true",
			"spring.cloud.loadbalancer.configurations, zone-preference",
			"spring.cloud.loadbalancer.clients.orders.configurations, zone-preference" })
	void preferZonesHoweverThatIsSaid(String property, String value) {
		assertThat(settings(Map.of(property, value)).core.balance().zonePreference()).isTrue();
	}

	@Test
	void knowTheZoneThatIsConfigured() {
		assertThat(settings(Map.of("spring.cloud.loadbalancer.zone", "3")).core.zone()).isEqualTo(new Zone("3", null));
	}

	@Test
	void carryEveryPropertyOfRefreshAndBalance() {
		Settings settings = settings(Map.of("azure.discovery.refresh.interval", "1m", "azure.discovery.refresh.jitter",
				"0", "azure.discovery.refresh.max-backoff", "10m", "azure.discovery.guard.max-loss", "0.3",
				"azure.discovery.guard.confirmations", "4", "azure.discovery.loadbalancer.panic-threshold", "0.4",
				"azure.discovery.loadbalancer.slow-start", "20s",
				"azure.discovery.loadbalancer.zone-preference.min-share", "0.7"));
		assertThat(settings.core.refresh()).isEqualTo(RefreshSettings.builder()
			.interval(Duration.ofMinutes(1))
			.jitter(0)
			.maxBackoff(Duration.ofMinutes(10))
			.maxLoss(0.3)
			.confirmations(4)
			.build());
		assertThat(settings.core.balance()).isEqualTo(
				BalanceSettings.builder().panicThreshold(0.4).slowStart(Duration.ofSeconds(20)).minShare(0.7).build());
	}

	@Test
	void carryEveryPropertyOfHealth() {
		HealthSettings health = settings(
				Map.ofEntries(Map.entry("azure.discovery.loadbalancer.health-check.enabled", "true"),
						Map.entry("azure.discovery.loadbalancer.health-check.type", "tcp"),
						Map.entry("azure.discovery.loadbalancer.health-check.path", "/up"),
						Map.entry("azure.discovery.loadbalancer.health-check.port", "81"),
						Map.entry("azure.discovery.loadbalancer.health-check.interval", "3s"),
						Map.entry("azure.discovery.loadbalancer.health-check.timeout", "1s"),
						Map.entry("azure.discovery.loadbalancer.health-check.healthy-threshold", "2"),
						Map.entry("azure.discovery.loadbalancer.health-check.unhealthy-threshold", "3"),
						Map.entry("azure.discovery.loadbalancer.health-check.concurrency", "4"),
						Map.entry("azure.discovery.loadbalancer.health-check.expected-status", "204"),
						Map.entry("azure.discovery.loadbalancer.outlier-detection.enabled", "false"),
						Map.entry("azure.discovery.loadbalancer.outlier-detection.consecutive-failures", "6"),
						Map.entry("azure.discovery.loadbalancer.outlier-detection.base-ejection-time", "7s"),
						Map.entry("azure.discovery.loadbalancer.outlier-detection.max-ejection-time", "8s"),
						Map.entry("azure.discovery.loadbalancer.outlier-detection.max-ejection-share", "0.9"),
						Map.entry("azure.discovery.loadbalancer.outlier-detection.statuses", "500"),
						Map.entry("azure.discovery.scheduled-events.enabled", "true"),
						Map.entry("azure.discovery.scheduled-events.interval", "2s"),
						Map.entry("azure.discovery.scheduled-events.freeze-longer-than", "4s"),
						Map.entry("azure.discovery.scheduled-events.lead-time", "3m"),
						Map.entry("azure.discovery.scheduled-events.acknowledge", "true"),
						Map.entry("azure.discovery.services.Orders.scale-set", "orders"),
						Map.entry("azure.discovery.services.Orders.health-check.type", "http"),
						Map.entry("azure.discovery.services.Orders.health-check.expected-status", "200-204"))).health
			.health();
		ProbeSettings common = ProbeSettings.builder()
			.enabled(true)
			.type(ProbeSettings.Type.TCP)
			.path("/up")
			.port(81)
			.interval(Duration.ofSeconds(3))
			.timeout(Duration.ofSeconds(1))
			.healthyThreshold(2)
			.unhealthyThreshold(3)
			.expected(new ProbeSettings.StatusRange(204, 204))
			.build();
		ProbeSettings orders = ProbeSettings.builder()
			.enabled(true)
			.path("/up")
			.port(81)
			.interval(Duration.ofSeconds(3))
			.timeout(Duration.ofSeconds(1))
			.healthyThreshold(2)
			.unhealthyThreshold(3)
			.expected(new ProbeSettings.StatusRange(200, 204))
			.build();
		assertThat(health).isEqualTo(HealthSettings.builder()
			.outlier(OutlierSettings.builder()
				.enabled(false)
				.consecutiveFailures(6)
				.baseEjectionTime(Duration.ofSeconds(7))
				.maxEjectionTime(Duration.ofSeconds(8))
				.maxEjectionShare(0.9)
				.statuses(Set.of(500))
				.build())
			.probe(common)
			.probes(Map.of("orders", orders))
			.concurrency(4)
			.scheduledEvents(ScheduledEventsSettings.builder()
				.enabled(true)
				.interval(Duration.ofSeconds(2))
				.freezeLongerThan(Duration.ofSeconds(4))
				.leadTime(Duration.ofMinutes(3))
				.acknowledge(true)
				.build())
			.build());
	}

	private static Settings settings(Map<String, Object> properties) {
		return settings(environment(properties));
	}

	private static Settings settings(StandardEnvironment environment) {
		Binder binder = new Binder(ConfigurationPropertySources.get(environment));
		BoundDiscoveryProperties properties = BoundDiscoveryProperties.bind(binder, BindHandler.DEFAULT);
		return new Settings(new CoreSettingsMapper(properties, new FallbackProperties(binder)),
				new HealthSettingsMapper(properties));
	}

	private static StandardEnvironment environment(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((source) -> environment.getPropertySources().remove(source.getName()));
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	private record Settings(CoreSettingsMapper core, HealthSettingsMapper health) {

	}

}
