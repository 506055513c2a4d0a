package io.github.azurediscovery.spring.haproxy;

import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.github.azurediscovery.sink.DiscoverySink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class HaproxySinkAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(HaproxySinkAutoConfiguration.class, HaproxyMetricsAutoConfiguration.class));

	private final ApplicationContextRunner fed = this.runner
		.withPropertyValues("azure.discovery.haproxy.sockets=unix:/run/haproxy/admin.sock,tcp:127.0.0.1:9999");

	@Test
	void withoutSocketsNothingIsFed() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DiscoverySink.class));
	}

	@Test
	void eachSocketIsASinkOfItsOwn() {
		this.fed.run((context) -> assertThat(context.getBeansOfType(DiscoverySink.class).values())
			.extracting(DiscoverySink::name)
			.containsExactly("haproxy:/run/haproxy/admin.sock", "haproxy:127.0.0.1:9999"));
	}

	@Test
	void aListOfSocketsIsRead() {
		this.runner.withPropertyValues("azure.discovery.haproxy.sockets[0]=unix:/run/haproxy/admin.sock")
			.run((context) -> assertThat(context).hasSingleBean(HaproxySink.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure.discovery.enabled", "spring.cloud.discovery.enabled" })
	void isOffWithDiscovery(String property) {
		this.fed.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DiscoverySink.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "sockets=tcp:10.0.0.4:9999 | haproxy.sockets",
			"backend.name={prefix}-{port} | haproxy.backend.name", "slots.base=0 | haproxy.slots.base",
			"slots.growth-type=exponential,azure.discovery.haproxy.slots.growth-factor=1 | haproxy.slots.growth-factor",
			"config=file | haproxy.master-socket", "dynamic-server-options=check;x | haproxy.dynamic-server-options",
			"check-interval=0s | haproxy.check-interval", "state-file=state | haproxy.state-file" })
	void aBadSettingStopsTheStartWithTheNameOfItsProperty(String setting, String named) {
		String[] settings = setting.split(",");
		settings[0] = "azure.discovery.haproxy." + settings[0];
		this.runner.withPropertyValues("azure.discovery.haproxy.sockets=unix:/run/haproxy/admin.sock")
			.withPropertyValues(settings)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(named + " "));
	}

	@Test
	void everySettingIsRead() {
		this.fed.withPropertyValues("azure.discovery.haproxy.config=file", "azure.discovery.haproxy.file=/etc/h/a.cfg",
				"azure.discovery.haproxy.master-socket=unix:/run/haproxy/master.sock",
				"azure.discovery.haproxy.check-command=h -c {file}", "azure.discovery.haproxy.reload.min-interval=5s",
				"azure.discovery.haproxy.state-file=/var/lib/haproxy/state",
				"azure.discovery.haproxy.check-interval=1s", "azure.discovery.haproxy.drain-timeout=0s",
				"azure.discovery.haproxy.dynamic-server-options=", "azure.discovery.haproxy.backend.name={name}",
				"azure.discovery.haproxy.backend.prefix=", "azure.discovery.haproxy.backend.mode=tcp",
				"azure.discovery.haproxy.backend.balance=leastconn",
				"azure.discovery.haproxy.backend.options=option tcp-check", "azure.discovery.haproxy.slots.base=5",
				"azure.discovery.haproxy.slots.growth-type=exponential",
				"azure.discovery.haproxy.slots.growth-factor=2")
			.run((context) -> assertThat(context.getBean(HaproxyProperties.class).settings()).hasToString(
					"HaproxySettings[backend=BackendSettings[name={name}, prefix=, balance=leastconn, mode=tcp,"
							+ " options=[option tcp-check]], slots=SlotCount[base=5, growth=EXPONENTIAL, factor=2.0],"
							+ " backendFile=BackendFileSettings[file=/etc/h/a.cfg,"
							+ " masterSocket=/run/haproxy/master.sock, checkCommand=[h, -c, {file}],"
							+ " minInterval=PT5S], stateFile=/var/lib/haproxy/state, checkInterval=PT1S,"
							+ " drainTimeout=PT0S, serverOptions=]"));
	}

	private final ApplicationContextRunner dataplane = this.runner.withPropertyValues(
			"azure.discovery.haproxy.api=dataplane",
			"azure.discovery.haproxy.dataplane.base-url=https://haproxy.internal:5555",
			"azure.discovery.haproxy.dataplane.username=agent",
			"azure.discovery.haproxy.dataplane.password=s3cret-word");

	@Test
	void theDataplaneApiIsOneSink() {
		this.dataplane.withPropertyValues("azure.discovery.haproxy.config=transaction").run((context) -> {
			assertThat(context.getBean(DiscoverySink.class).name()).isEqualTo("haproxy:https://haproxy.internal:5555");
			HaproxyProperties properties = context.getBean(HaproxyProperties.class);
			assertThat(properties.dataplaneSettings(null).transactionInterval()).hasSeconds(60);
			assertThat(properties.toString()).contains("agent").doesNotContain("s3cret");
		});
	}

	@Test
	void withoutTransactionsTheDataplaneApiWritesNoBackends() {
		this.dataplane.run((context) -> assertThat(
				context.getBean(HaproxyProperties.class).dataplaneSettings(null).transactionInterval())
			.isNull());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "sockets=unix:/run/haproxy/admin.sock | haproxy.sockets",
			"dataplane.base-url= | haproxy.dataplane.base-url", "dataplane.username= | haproxy.dataplane.username",
			"dataplane.password= | haproxy.dataplane.password",
			"dataplane.base-url=http://haproxy.internal:5555 | haproxy.dataplane.base-url",
			"dataplane.timeout=0s | haproxy.dataplane.timeout",
			"dataplane.ssl-bundle=nowhere | haproxy.dataplane.ssl-bundle", "config=file | haproxy.config",
			"state-file=/var/lib/haproxy/state | haproxy.state-file",
			"config=transaction,azure.discovery.haproxy.backend.options=option httpchk | haproxy.backend.options",
			"config=transaction,azure.discovery.haproxy.dynamic-server-options=check namespace x | haproxy.dynamic-server-options",
			"api=runtime | haproxy.dataplane.base-url" })
	void aBadSettingOfTheDataplaneApiStopsTheStartWithTheNameOfItsProperty(String setting, String named) {
		String[] settings = setting.split(",");
		settings[0] = "azure.discovery.haproxy." + settings[0];
		this.dataplane.withBean(SslBundles.class, DefaultSslBundleRegistry::new)
			.withPropertyValues(settings)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining(named + " ")
				.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cret")));
	}

	@Test
	void transactionsNeedTheDataplaneApi() {
		this.fed.withPropertyValues("azure.discovery.haproxy.config=transaction")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("azure.discovery.haproxy.config "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "base-url", "username", "password", "ssl-bundle" })
	void settingsOfTheDataplaneApiNeedIt(String property) {
		this.fed.withPropertyValues("azure.discovery.haproxy.dataplane." + property + "=https://x")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("azure.discovery.haproxy.dataplane." + property + " is set"));
	}

	@Test
	void theSslBundleIsUsed() {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("haproxy", SslBundle.of(null));
		this.dataplane.withBean(SslBundles.class, () -> bundles)
			.withPropertyValues("azure.discovery.haproxy.dataplane.ssl-bundle=haproxy")
			.run((context) -> assertThat(context).hasSingleBean(HaproxySink.class));
	}

	@Test
	void metersTellSlotsAndReloads() {
		this.fed.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(HaproxyMetrics.class).bindTo(registry);
			assertThat(registry.get("azure.discovery.haproxy.reloads").functionCounters()).hasSize(2);
		});
	}

	@Test
	void worksWithoutMicrometer() {
		this.fed.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context.getBeansOfType(HaproxySink.class)).hasSize(2));
	}

}
