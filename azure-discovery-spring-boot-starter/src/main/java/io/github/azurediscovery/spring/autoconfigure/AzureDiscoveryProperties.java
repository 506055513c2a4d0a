package io.github.azurediscovery.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * General properties of discovery. Immutable: a change takes effect after a restart.
 *
 * @param enabled Whether services on Azure VMs are discovered.
 * @param order Order of the discovery client.
 * @param staleAfter Age after which the catalog is considered stale.
 * @param startup Start-up of the application.
 * @param heartbeat Heartbeat events, which notify other parts of Spring Cloud of changes.
 * @param events Events for changes of instances.
 * @param push Instances pushed by the application or through the actuator.
 * @param loadbalancer Instances that the load balancer may choose.
 */
@ConfigurationProperties("azure.discovery")
public record AzureDiscoveryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("0") int order,
		@DefaultValue("5m") Duration staleAfter, @DefaultValue Startup startup, @DefaultValue Heartbeat heartbeat,
		@DefaultValue Events events, @DefaultValue Push push,
		@NestedConfigurationProperty @DefaultValue AzureLoadBalancerProperties loadbalancer) {

	public AzureDiscoveryProperties {
		PropertyChecks.requireInterval("stale-after", staleAfter);
	}

	/**
	 * Start-up of the application.
	 *
	 * @param timeout Time to wait for the first refresh. 0 does not wait.
	 * @param failFast Whether the application fails to start if the first refresh fails,
	 * or finds VMs none of which has the service tag.
	 * @param snapshotFile File that keeps the last good snapshot, for starts while Azure
	 * is unavailable.
	 */
	public record Startup(@DefaultValue("10s") Duration timeout, @DefaultValue("false") boolean failFast,
			@Nullable Path snapshotFile) {

		public Startup {
			PropertyChecks.requireDelay("startup.timeout", timeout);
			PropertyChecks.require(!failFast || !timeout.isZero(), "startup.fail-fast", true,
					"requires a wait for the first refresh", "Set startup.timeout to more than 0.");
		}

	}

	/**
	 * Heartbeat events, which notify other parts of Spring Cloud of changes.
	 *
	 * @param enabled Whether a HeartbeatEvent is published when the catalog changes.
	 */
	public record Heartbeat(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Events for changes of instances.
	 *
	 * @param enabled Whether events are published when instances join, leave or change.
	 */
	public record Events(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Instances pushed by the application or through the actuator.
	 *
	 * @param enabled Whether instances can be pushed, by the application and through the
	 * actuator endpoint azurediscoverypush.
	 */
	public record Push(@DefaultValue("false") boolean enabled) {

	}

}
