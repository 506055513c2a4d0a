package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties.Imds;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * Starts to build a discovery from properties, in an application context or before there
 * is one.
 */
public final class AzureDiscoveryBuilderFactory {

	/**
	 * As long as a metadata service that is up but slow may make the first refresh wait.
	 */
	private static final Duration IMDS_PATIENCE = Duration.ofSeconds(5);

	private final AzureDiscoveryProperties properties;

	private final CoreSettingsMapper settings;

	private final Binder binder;

	/**
	 * Create a factory.
	 * @param properties the properties
	 * @param binder reads what else is configured, such as
	 * {@code spring.cloud.azure.profile.subscription-id}
	 */
	public AzureDiscoveryBuilderFactory(AzureDiscoveryProperties properties, Binder binder) {
		this.properties = properties;
		this.settings = new CoreSettingsMapper(properties, new FallbackProperties(binder));
		this.binder = binder;
	}

	/**
	 * Make the client of the instance metadata service. Sends nothing.
	 * @return the client
	 */
	public ImdsClient imds() {
		return ImdsClient.builder().endpoint(this.properties.endpoints().imds()).retryFor(IMDS_PATIENCE).build();
	}

	/**
	 * Start to build a discovery for use before there is an application context, and so
	 * no bean: the SSL bundle is made from {@code spring.ssl.bundle}.
	 * @param imds the client of the instance metadata service, or {@code null} where it
	 * is switched off
	 * @return a builder
	 */
	public AzureDiscoveryBuilder withoutContext(@Nullable ImdsClient imds) {
		return builder(imds)
			.azureSources((azure) -> azure.tls(AzureSslContextFactory.of(this.properties.ssl(), this.binder)));
	}

	/**
	 * Start to build a discovery that is as the properties say.
	 * @param imds the client of the instance metadata service, or {@code null} where it
	 * is switched off
	 * @return a builder
	 */
	public AzureDiscoveryBuilder builder(@Nullable ImdsClient imds) {
		AzureDiscoveryBuilder builder = AzureDiscovery.builder()
			.refresh(this.settings.refresh())
			.health(new HealthSettingsMapper(this.properties).health())
			.balance(this.settings.balance())
			.azure(this.settings.azure())
			.azureSources((azure) -> azure.configured(this.properties.services().keySet())
				.onAzure(this.properties.imds().enabled() == Imds.Use.TRUE));
		builder = (imds != null) ? builder.imds(imds) : builder.withoutImds();
		if (this.settings.zone() != null) {
			builder.zone(this.settings.zone());
		}
		if (this.properties.startup().snapshotFile() != null) {
			builder.snapshotFile(this.properties.startup().snapshotFile());
		}
		ConfiguredSources.of(this.properties).forEach(builder::source);
		return builder;
	}

}
