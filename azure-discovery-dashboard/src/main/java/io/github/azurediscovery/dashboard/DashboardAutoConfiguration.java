package io.github.azurediscovery.dashboard;

import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.actuate.ArmUsage;
import io.github.azurediscovery.spring.actuate.AzureDiscoveryViewAutoConfiguration;
import io.github.azurediscovery.spring.actuate.DiscoveryViews;
import io.github.azurediscovery.spring.client.Freshness;
import io.github.azurediscovery.spring.loadbalancer.Picks;
import io.github.azurediscovery.spring.loadbalancer.ZonePreference;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Adds the page to a web application that has discovery. */
@AutoConfiguration(after = AzureDiscoveryViewAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean(DiscoveryViews.class)
@ConditionalOnProperty(name = "azure.discovery.dashboard.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DashboardProperties.class)
@ImportRuntimeHints(DashboardHints.class)
final class DashboardAutoConfiguration {

	@Bean
	Recorder azureDiscoveryDashboardRecorder(AzureDiscovery discovery, ObjectProvider<ArmUsage> usage) {
		return new Recorder(discovery, usage.getIfAvailable(() -> new ArmUsage(InstantSource.system())),
				InstantSource.system());
	}

	@Bean
	Viewers azureDiscoveryDashboardViewers(AzureDiscovery discovery, DiscoveryViews views, Freshness freshness,
			Recorder recorder, ObjectProvider<Picks> picks, ObjectProvider<DashboardExtension> extensions,
			DashboardProperties properties, ObjectProvider<ZonePreference> preference,
			@Value("${spring.application.name:application}") String name) {
		NearbyZones zones = new NearbyZones(discovery, (service) -> {
			ZonePreference zonePreference = preference.getIfAvailable();
			return zonePreference != null && zonePreference.of(service);
		});
		Narrator narrator = new Narrator(() -> new View(views.all(), discovery.status().nextRefresh(), zones.now()),
				recorder.timeline(), recorder.requests(), freshness.staleAfter(), name,
				extensions.orderedStream().toList(), InstantSource.system());
		return new Viewers(discovery, new PickRates(picks.getIfAvailable(Picks::new)), narrator,
				properties.maxViewers(), executor());
	}

	@Bean
	DashboardController azureDiscoveryDashboardController() {
		return new DashboardController();
	}

	@Bean
	@Conditional(BelowRoot.class)
	SlashRedirect azureDiscoveryDashboardSlashRedirect(DashboardProperties properties) {
		return new SlashRedirect(properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

		@Bean
		ServletEvents azureDiscoveryDashboardEvents(Viewers viewers) {
			return new ServletEvents(viewers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		ReactiveEvents azureDiscoveryDashboardEvents(Viewers viewers) {
			return new ReactiveEvents(viewers);
		}

	}

	private static ScheduledThreadPoolExecutor executor() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "azure-discovery-dashboard");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		executor.setKeepAliveTime(5, TimeUnit.SECONDS);
		executor.allowCoreThreadTimeOut(true);
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

}
