package io.github.azurediscovery.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.spring.autoconfigure.AzureAccessProperties.Imds;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * Creates builders of a discovery from properties, in an application context or before
 * there is one.
 */
public final class AzureDiscoveryBuilderFactory {

	/**
	 * How long the first refresh may wait for a slow instance metadata service.
	 */
	private static final Duration IMDS_PATIENCE = Duration.ofSeconds(5);

	private final BoundDiscoveryProperties properties;

	private final CoreSettingsMapper settings;

	private final Binder binder;

	/**
	 * Create a factory.
	 * @param properties the properties
	 * @param binder reads other properties, such as
	 * {@code spring.cloud.azure.profile.subscription-id}
	 */
	public AzureDiscoveryBuilderFactory(BoundDiscoveryProperties properties, Binder binder) {
		this.properties = properties;
		this.settings = new CoreSettingsMapper(properties, new FallbackProperties(binder));
		this.binder = binder;
	}

	/**
	 * Create the client of the instance metadata service. Sends no request.
	 * @return the client
	 */
	public ImdsClient imds() {
		return ImdsClient.builder()
			.endpoint(this.properties.access().endpoints().imds())
			.retryFor(IMDS_PATIENCE)
			.build();
	}

	/**
	 * Return the tenant that is configured.
	 * @return the id of the tenant, or {@code null} if none is configured
	 */
	public @Nullable String tenant() {
		return this.settings.tenant();
	}

	/**
	 * Create a builder where there is no application context: the SSL bundle is read from
	 * {@code spring.ssl.bundle}.
	 * @param imds the client of the instance metadata service, or {@code null} if it is
	 * switched off
	 * @return the builder
	 */
	public AzureDiscoveryBuilder builderWithoutContext(@Nullable ImdsClient imds) {
		return builder(imds).azureSources(
				(azure) -> azure.tls(AzureSslContextFactory.create(this.properties.access().ssl(), this.binder)));
	}

	/**
	 * Create a builder that is configured by the properties.
	 * @param imds the client of the instance metadata service, or {@code null} if it is
	 * switched off
	 * @return the builder
	 */
	public AzureDiscoveryBuilder builder(@Nullable ImdsClient imds) {
		AzureDiscoveryBuilder builder = AzureDiscovery.builder()
			.refresh(this.settings.refresh())
			.health(new HealthSettingsMapper(this.properties).health())
			.balance(this.settings.balance())
			.azure(this.settings.azure())
			.azureSources((azure) -> azure.configured(this.properties.lookup().services().keySet())
				.onAzure(this.properties.access().imds().enabled() == Imds.Use.TRUE));
		builder = (imds != null) ? builder.imds(imds) : builder.withoutImds();
		if (this.settings.zone() != null) {
			builder.zone(this.settings.zone());
		}
		Path snapshotFile = this.properties.general().startup().snapshotFile();
		if (snapshotFile != null) {
			builder.snapshotFile(snapshotFile);
		}
		ConfiguredSources.of(this.properties.lookup().services()).forEach(builder::source);
		return builder;
	}

}
