package io.github.azurediscovery;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.source.AzureServiceConnection;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/**
 * The lookups in Azure that a discovery is configured for, so that a
 * {@link LookupStandIn} may run them apart from it.
 *
 * @param settings what is looked for, and where
 * @param refresh how often
 * @param imds the instance metadata service, or {@code null} where it is not used
 * @param clock the clock
 * @param threadPrefix what the names of threads begin with
 * @param discovery builds a discovery that has these lookups and nothing else: no other
 * source, no evidence of health, no sink and no snapshot file; it leaves out no VM as its
 * own, and logs changes of instances at DEBUG. It is given what wraps each source, and to
 * be closed by the caller
 * @param connection sets on a connection to another service of Azure what the lookups
 * use: instance metadata, a credential or pipeline of the user's own, certificates
 */
public record AzureLookups(AzureSettings settings, RefreshSettings refresh, @Nullable ImdsClient imds,
		InstantSource clock, String threadPrefix, Function<UnaryOperator<InstanceSource>, AzureDiscovery> discovery,
		Consumer<AzureServiceConnection.Builder> connection) {

	static AzureLookups of(AzureDiscoveryBuilder builder, Consumer<AzureServiceConnection.Builder> connection) {
		AzureSettings azure = Objects.requireNonNullElse(builder.azure, AzureSettings.DEFAULT)
			.withServices(builder.lookups);
		return new AzureLookups(azure, builder.refresh, builder.imds, builder.clock, builder.threadPrefix,
				(decorator) -> alone(builder).decorate(decorator).build(), connection);
	}

	private static AzureDiscoveryBuilder alone(AzureDiscoveryBuilder from) {
		AzureDiscoveryBuilder alone = new AzureDiscoveryBuilder();
		alone.lookups.addAll(from.lookups);
		alone.azure = (from.azure != null) ? from.azure.toBuilder().excludeSelf(false).build() : null;
		alone.azureCustomizer = from.azureCustomizer;
		alone.imds = from.imds;
		alone.withoutImds = from.withoutImds;
		alone.refresh = from.refresh;
		alone.decorator = from.decorator;
		alone.clock = from.clock;
		alone.hushChanges = true;
		alone.threadPrefix = from.threadPrefix + "-poller";
		return alone;
	}

	/** Return the ids of the services that are configured one by one. */
	public Set<String> services() {
		return this.settings.services()
			.stream()
			.map(AzureServiceDefinition::service)
			.collect(Collectors.toUnmodifiableSet());
	}

}
