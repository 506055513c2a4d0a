package io.github.azurediscovery.dashboard;

import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.actuate.AzureDiscoveryViewAutoConfiguration;
import io.github.azurediscovery.spring.actuate.DiscoveryViewFactory;
import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import io.github.azurediscovery.spring.loadbalancer.ZonePreferenceSetting;
import io.github.azurediscovery.spring.metrics.ArmUsage;
import io.github.azurediscovery.thread.DaemonThreads;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/** {@link EnableAutoConfiguration Auto-configuration} for the dashboard. */
@AutoConfiguration(after = AzureDiscoveryViewAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean(DiscoveryViewFactory.class)
@ConditionalOnProperty(name = "azure.discovery.dashboard.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DashboardProperties.class)
@ImportRuntimeHints(DashboardRuntimeHints.class)
final class DashboardAutoConfiguration {

	@Bean
	HistoryRecorder azureDiscoveryDashboardHistoryRecorder(AzureDiscovery discovery, ObjectProvider<ArmUsage> usage) {
		return new HistoryRecorder(discovery, usage.getIfAvailable(() -> new ArmUsage(InstantSource.system())),
				InstantSource.system());
	}

	@Bean
	ViewerBroadcaster azureDiscoveryDashboardViewerBroadcaster(AzureDiscovery discovery, DiscoveryViewFactory views,
			CatalogFreshness freshness, HistoryRecorder history, ObjectProvider<PickCounter> picks,
			ObjectProvider<DashboardExtension> extensions, DashboardProperties properties,
			ObjectProvider<ZonePreferenceSetting> preference,
			@Value("${spring.application.name:application}") String name) {
		PreferredZones zones = new PreferredZones(discovery, (service) -> {
			ZonePreferenceSetting setting = preference.getIfAvailable();
			return setting != null && setting.isOnFor(service);
		});
		DashboardMessageWriter writer = new DashboardMessageWriter(
				() -> new DashboardView(views.all(), discovery.status().nextRefresh(), zones.current()),
				history.timeline(), history.requests(), freshness.staleAfter(), name,
				extensions.orderedStream().toList(), InstantSource.system());
		return new ViewerBroadcaster(discovery, new PickRates(picks.getIfAvailable(PickCounter::new)), writer,
				properties.maxViewers(), executor());
	}

	@Bean
	DashboardController azureDiscoveryDashboardController() {
		return new DashboardController();
	}

	@Bean
	@Conditional(DashboardBelowRootCondition.class)
	TrailingSlashRedirectController azureDiscoveryDashboardTrailingSlashRedirectController(
			DashboardProperties properties) {
		return new TrailingSlashRedirectController(properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		ServletEventStreamController azureDiscoveryDashboardEventStreamController(ViewerBroadcaster viewers) {
			return new ServletEventStreamController(viewers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		ReactiveEventStreamController azureDiscoveryDashboardEventStreamController(ViewerBroadcaster viewers) {
			return new ReactiveEventStreamController(viewers);
		}

	}

	private static ScheduledThreadPoolExecutor executor() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
				DaemonThreads.named("azure-discovery-dashboard"), new ThreadPoolExecutor.DiscardPolicy());
		executor.setKeepAliveTime(5, TimeUnit.SECONDS);
		executor.allowCoreThreadTimeOut(true);
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

}
