package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.health.ProbeListener;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkListener;
import io.github.azurediscovery.source.InstanceSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.ssl.SslBundles;

/**
 * Configures the builder of a discovery with beans of the application context: the user's
 * sources, sinks, credential and pipeline, the SSL bundle, and listeners for probes,
 * sinks and requests.
 */
final class AzureDiscoveryBuilderConfigurer {

	private final ListableBeanFactory beans;

	private final AzureAccessProperties properties;

	private final SinkProperties sinks;

	AzureDiscoveryBuilderConfigurer(ListableBeanFactory beans, AzureAccessProperties properties, SinkProperties sinks) {
		this.beans = beans;
		this.properties = properties;
		this.sinks = sinks;
	}

	AzureDiscoveryBuilder configure(AzureDiscoveryBuilder builder) {
		this.beans.getBeanProvider(LookupStandIn.class).ifAvailable(builder::standIn);
		this.beans.getBeanProvider(InstanceSource.class).orderedStream().forEach(builder::source);
		this.beans.getBeanProvider(SourceDecorator.class).orderedStream().forEach(builder::decorate);
		ObjectProvider<ProbeListener> probes = this.beans.getBeanProvider(ProbeListener.class);
		builder.probes(
				(service, alive, duration) -> probes.forEach((listener) -> listener.probed(service, alive, duration)));
		configureSinks(builder);
		return builder.azureSources(this::configureAzure);
	}

	private void configureSinks(AzureDiscoveryBuilder builder) {
		this.beans.getBeanProvider(DiscoverySink.class).orderedStream().forEach(builder::sink);
		ObjectProvider<SinkListener> listeners = this.beans.getBeanProvider(SinkListener.class);
		builder.sinks(this.sinks.settings())
			.sinks((sink, applied, duration) -> listeners
				.forEach((listener) -> listener.attempted(sink, applied, duration)));
	}

	private void configureAzure(AzureSources.Builder azure) {
		ObjectProvider<ArmRequestListener> listeners = this.beans.getBeanProvider(ArmRequestListener.class);
		this.beans.getBeanProvider(LoggingSystem.class).ifAvailable(AzureIdentityLogSilencer::silence);
		azure.credential(new CredentialBeanSelector(this.beans, this.properties.credential()).select())
			.pipeline(this.beans.getBeanProvider(AzurePipeline.class).getIfAvailable())
			.tls(AzureSslContextFactory.create(this.properties.ssl(), this.beans.getBeanProvider(SslBundles.class)))
			.listener((request) -> listeners.forEach((listener) -> listener.onRequest(request)));
	}

}
