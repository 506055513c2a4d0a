package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.spring.actuate.DiscoveryViewFactory;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DashboardAutoConfigurationTests {

	private static final AutoConfigurations DASHBOARD = AutoConfigurations.of(DashboardAutoConfiguration.class);

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final CatalogFreshness freshness = new CatalogFreshness(this.discovery, Duration.ofMinutes(5),
			InstantSource.system());

	private final DiscoveryViewFactory views = new DiscoveryViewFactory(this.discovery, this.freshness);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(DASHBOARD)
		.withBean(FakeAzureDiscovery.class, () -> this.discovery)
		.withBean(CatalogFreshness.class, () -> this.freshness)
		.withBean(DiscoveryViewFactory.class, () -> this.views);

	@Test
	void addsThePageToAServletApplication() {
		this.servlet.run((context) -> assertThat(context).hasSingleBean(DashboardController.class)
			.hasSingleBean(TrailingSlashRedirectController.class));
	}

	@Test
	void addsThePageToAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(DASHBOARD)
			.withBean(FakeAzureDiscovery.class, () -> this.discovery)
			.withBean(CatalogFreshness.class, () -> this.freshness)
			.withBean(DiscoveryViewFactory.class, () -> this.views)
			.run((context) -> assertThat(context).hasSingleBean(DashboardController.class));
	}

	@Test
	void addsNothingWithoutAWebServer() {
		new ApplicationContextRunner().withConfiguration(DASHBOARD)
			.withBean(FakeAzureDiscovery.class, () -> this.discovery)
			.withBean(CatalogFreshness.class, () -> this.freshness)
			.withBean(DiscoveryViewFactory.class, () -> this.views)
			.run((context) -> assertThat(context).doesNotHaveBean(ViewerBroadcaster.class)
				.doesNotHaveBean(HistoryRecorder.class));
	}

	@Test
	void addsNothingWithoutDiscovery() {
		new WebApplicationContextRunner().withConfiguration(DASHBOARD)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ViewerBroadcaster.class));
	}

	@Test
	void addsNothingWhenSwitchedOff() {
		this.servlet.withPropertyValues("azure.discovery.dashboard.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ViewerBroadcaster.class)
				.doesNotHaveBean(HistoryRecorder.class));
	}

	@Test
	void needsNoRedirectAtTheRoot() {
		this.servlet.withPropertyValues("azure.discovery.dashboard.path=/")
			.run((context) -> assertThat(context).hasSingleBean(DashboardController.class)
				.doesNotHaveBean(TrailingSlashRedirectController.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "discovery", "/discovery/", "/a//b", "/a/*", "/{a}", "/a b", "/a'b", "/a#{1 + 1}", "" })
	void refusesAPathThatIsNone(String path) {
		this.servlet.withPropertyValues("azure.discovery.dashboard.path=" + path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("azure.discovery.dashboard.path=" + path + " is not a path"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "#{T(System).setProperty('evaluated', 'yes')}",
			"' + T(System).setProperty(\"evaluated\", \"yes\") + '" })
	void neverTakesThePathForAnExpression(String path) {
		this.servlet.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class))
			.withPropertyValues("azure.discovery.dashboard.path=" + path)
			.run((context) -> {
				assertThat(context).getFailure().rootCause().hasMessageContaining("is not a path");
				assertThat(System.getProperty("evaluated")).isNull();
			});
	}

	@Test
	void namesThePropertyWhereAPlaceholderOfThePathIsUnknown() {
		this.servlet.withPropertyValues("azure.discovery.dashboard.path=/${missing}")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("azure.discovery.dashboard.path")
				.hasStackTraceContaining("missing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/absolute.js", "https://example.org/far.js" })
	void refusesAnExtensionFromElsewhere(String module) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DashboardExtension("Try it", module))
			.withMessageContaining("relative to the page");
	}

	@Test
	void runsNoThreadWithoutViewers() {
		Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
		this.servlet.run((context) -> {
			assertThat(context).hasSingleBean(ViewerBroadcaster.class);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !ofOthers.contains(thread))
				.extracting(Thread::getName)
				.doesNotContain("azure-discovery-dashboard");
		});
	}

	@Test
	void leavesNothingBehind() {
		this.servlet.run((context) -> assertThat(this.discovery.subscriptions()).isEqualTo(4));
		assertThat(this.discovery.subscriptions()).isZero();
	}

}
