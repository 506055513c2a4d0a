package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AddressKind;
import io.github.azurediscovery.azure.AzureCloud;
import io.github.azurediscovery.azure.CredentialSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the discovery of services on Azure VMs. Immutable; a change needs a
 * restart.
 *
 * @param enabled Whether services on Azure VMs are discovered.
 * @param order Place of the discovery client among several.
 * @param cloud Azure cloud. The one this VM runs in unless set, else the public one.
 * @param endpoints Addresses of Azure's own services.
 * @param credential How this application proves who it is to Azure.
 * @param ssl Trust in Azure's certificates.
 * @param scope Where to look.
 * @param tags Tags by which VMs say which services they carry.
 * @param services Configured services by id.
 * @param instance Addresses of instances.
 * @param metadata Metadata of instances.
 * @param refresh How often Azure is asked.
 * @param guard Guard against the sudden loss of instances.
 * @param startup What happens at start-up.
 * @param staleAfter Age from which on what is known counts as stale.
 * @param imds Instance metadata service.
 * @param scheduledEvents Maintenance that Azure announces.
 * @param heartbeat Event by which other parts of Spring Cloud learn of changes.
 * @param events Events about single instances.
 * @param push Instances that are pushed from outside.
 * @param dashboard Live page, where its artifact is present.
 * @param loadbalancer Which members of a service the load balancer may pick.
 */
@ConfigurationProperties("azure.discovery")
public record AzureDiscoveryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("0") int order,
		@Nullable AzureCloud cloud, @DefaultValue Endpoints endpoints, @DefaultValue Credential credential,
		@DefaultValue Ssl ssl, @DefaultValue Scope scope,
		@NestedConfigurationProperty @DefaultValue TagsProperties tags,
		@DefaultValue Map<String, ServiceProperties> services, @DefaultValue InstanceAddress instance,
		@DefaultValue Metadata metadata, @DefaultValue Refresh refresh, @DefaultValue Guard guard,
		@DefaultValue Startup startup, @DefaultValue("5m") Duration staleAfter, @DefaultValue Imds imds,
		@DefaultValue ScheduledEvents scheduledEvents, @DefaultValue Heartbeat heartbeat, @DefaultValue Events events,
		@DefaultValue Push push, @DefaultValue Dashboard dashboard,
		@NestedConfigurationProperty @DefaultValue AzureLoadBalancerProperties loadbalancer) {

	public AzureDiscoveryProperties {
		services = Map.copyOf(services);
		PropertyChecks.positive("stale-after", staleAfter);
		services.forEach(ServiceRules::check);
		Intervals.check(refresh, services, endpoints);
		InvalidDiscoveryPropertyException.unless(
				credential.type() != CredentialSettings.Type.NONE || endpoints.onLoopback(), "credential.type", "none",
				"sends requests without a token to a real Azure",
				"Remove it, or point endpoints.resource-manager at loopback, as tests do.");
	}

	/**
	 * Return what it takes to find a single service: its own selector, else the tags.
	 * @param service the id of the service, in any case
	 * @return the same properties without all other services
	 */
	public AzureDiscoveryProperties onlyFor(String service) {
		Map<String, ServiceProperties> only = this.services.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(service))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		return new AzureDiscoveryProperties(this.enabled, this.order, this.cloud, this.endpoints, this.credential,
				this.ssl, this.scope, this.tags, only, this.instance, this.metadata, this.refresh, this.guard,
				this.startup, this.staleAfter, this.imds, this.scheduledEvents, this.heartbeat, this.events, this.push,
				this.dashboard, this.loadbalancer);
	}

	/**
	 * Addresses of Azure's own services.
	 *
	 * @param resourceManager Address of the Azure Resource Manager, plain HTTP for
	 * loopback only. That of the cloud unless set.
	 * @param authority Address of the Microsoft Entra authority. That of the cloud unless
	 * set.
	 * @param imds Address of the instance metadata service.
	 */
	public record Endpoints(@Nullable URI resourceManager, @Nullable URI authority,
			@DefaultValue("http://169.254.169.254") URI imds) {

		public Endpoints {
			LoopbackAddresses.requireHttpsElsewhere("endpoints.resource-manager", resourceManager);
			InvalidDiscoveryPropertyException.unless(
					authority == null || "https".equalsIgnoreCase(authority.getScheme()), "endpoints.authority",
					authority, "would carry secrets in clear text", "Use https.");
		}

		boolean onLoopback() {
			return this.resourceManager != null && LoopbackAddresses.is(this.resourceManager);
		}

	}

	/**
	 * How this application proves who it is to Azure.
	 *
	 * @param type Kind of credential.
	 * @param clientId Client id of a user-assigned identity or an application.
	 * @param objectId Object id of a user-assigned identity.
	 * @param resourceId Resource id of a user-assigned identity.
	 * @param tenantId Tenant of an application.
	 * @param clientSecret Secret of an application.
	 * @param beanName Name of the TokenCredential bean to use.
	 */
	public record Credential(@DefaultValue("default") CredentialSettings.Type type, @Nullable String clientId,
			@Nullable String objectId, @Nullable String resourceId, @Nullable String tenantId,
			@Nullable String clientSecret, @Nullable String beanName) {

		public Credential {
			if (type == CredentialSettings.Type.CLIENT_SECRET) {
				String action = "A client secret needs client-id, tenant-id and client-secret.";
				InvalidDiscoveryPropertyException.unless(clientSecret != null, "credential.client-secret", null,
						"is missing", action);
				InvalidDiscoveryPropertyException.unless(clientId != null, "credential.client-id", null, "is missing",
						action);
			}
			InvalidDiscoveryPropertyException.unless(
					Stream.of(clientId, objectId, resourceId).filter(Objects::nonNull).count() <= 1,
					"credential.client-id", clientId, "is one of several names for the identity",
					"Set only one of client-id, object-id and resource-id.");
		}

		@Override
		public String toString() {
			return "Credential[" + this.type + "]";
		}

	}

	/**
	 * Trust in Azure's certificates.
	 *
	 * @param bundle Name of the SSL bundle for calls to Azure.
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Where to look.
	 *
	 * @param subscriptions Comma-separated list of subscription ids. That of this VM
	 * unless set.
	 * @param resourceGroups Comma-separated list of resource groups, or * for whole
	 * subscriptions. That of this VM unless set.
	 * @param regions Comma-separated list of the regions to look in. All unless set.
	 */
	public record Scope(@DefaultValue List<String> subscriptions, @DefaultValue List<String> resourceGroups,
			@DefaultValue List<String> regions) {

		public Scope {
			subscriptions = List.copyOf(subscriptions);
			resourceGroups = List.copyOf(resourceGroups);
			regions = List.copyOf(regions);
			InvalidDiscoveryPropertyException.unless(!resourceGroups.contains("*") || resourceGroups.size() == 1,
					"scope.resource-groups", resourceGroups, "names groups beside *",
					"Use * alone for the whole subscription, or names alone.");
		}

	}

	/**
	 * Addresses of instances.
	 *
	 * @param address Kind of address that callers use.
	 * @param excludeSelf Whether this VM is left out.
	 * @param ownAddress Address of this VM where instance metadata cannot tell.
	 */
	public record InstanceAddress(@DefaultValue("private") AddressKind address,
			@DefaultValue("false") boolean excludeSelf, @Nullable String ownAddress) {

	}

	/**
	 * Metadata of instances.
	 *
	 * @param tags Comma-separated list of tag names, in which * stands for any
	 * characters, that become metadata.
	 */
	public record Metadata(@DefaultValue List<String> tags) {

		public Metadata {
			tags = List.copyOf(tags);
		}

	}

	/**
	 * How often Azure is asked.
	 *
	 * @param interval Time from one refresh of the membership to the next.
	 * @param statusInterval Time from one refresh of power state and health to the next.
	 * @param jitter Share of the interval by which it varies at random.
	 * @param timeout Time one request to Azure may take.
	 * @param maxBackoff Longest time between two refreshes of a source that fails, but
	 * never less than its interval.
	 */
	public record Refresh(@DefaultValue("30s") Duration interval, @DefaultValue("2m") Duration statusInterval,
			@DefaultValue("0.2") double jitter, @DefaultValue("15s") Duration timeout,
			@DefaultValue("5m") Duration maxBackoff) {

		public Refresh {
			PropertyChecks.interval("refresh.interval", interval);
			PropertyChecks.interval("refresh.status-interval", statusInterval);
			PropertyChecks.share("refresh.jitter", jitter);
			PropertyChecks.positive("refresh.timeout", timeout);
			PropertyChecks.interval("refresh.max-backoff", maxBackoff);
		}

	}

	/**
	 * Guard against the sudden loss of instances.
	 *
	 * @param maxLoss Share of a service that one answer may lose without confirmation.
	 * @param confirmations Number of further answers that must confirm a larger loss.
	 */
	public record Guard(@DefaultValue("0.5") double maxLoss, @DefaultValue("2") int confirmations) {

		public Guard {
			PropertyChecks.share("guard.max-loss", maxLoss);
			PropertyChecks.between("guard.confirmations", confirmations, 0, 1000);
		}

	}

	/**
	 * What happens at start-up.
	 *
	 * @param timeout Time to wait for the first refresh. 0 to wait for none.
	 * @param failFast Whether the application fails to start if the first refresh fails,
	 * or sees VMs of which none carries the tag.
	 * @param snapshotFile File that keeps the last good snapshot for a start while Azure
	 * is away.
	 */
	public record Startup(@DefaultValue("10s") Duration timeout, @DefaultValue("false") boolean failFast,
			@Nullable Path snapshotFile) {

		public Startup {
			PropertyChecks.notNegative("startup.timeout", timeout);
			InvalidDiscoveryPropertyException.unless(!failFast || !timeout.isZero(), "startup.fail-fast", true,
					"needs a first refresh to wait for", "Set startup.timeout to more than 0.");
		}

	}

	/**
	 * Instance metadata service.
	 *
	 * @param enabled Whether instance metadata is asked for.
	 */
	public record Imds(@DefaultValue("auto") Use enabled) {

		/**
		 * Return whether instance metadata may be asked for at all.
		 * @return whether it is not switched off
		 */
		public boolean used() {
			return this.enabled != Use.FALSE;
		}

		/** When to ask. */
		public enum Use {

			/** At start-up, and never again if this is no Azure VM. */
			AUTO,

			/** This is an Azure VM. */
			TRUE,

			/** Never. */
			FALSE

		}

	}

	/**
	 * Maintenance that Azure announces. Asking for it changes how Azure treats the VM:
	 * restarts wait for an approval or for the end of the notice.
	 *
	 * @param enabled Whether announced maintenance takes instances out of rotation.
	 * @param interval Time from one look to the next.
	 * @param freezeLongerThan Length from which on a freeze counts as maintenance.
	 * @param leadTime Time before an announced event may begin from which on the instance
	 * is out of rotation. Preempt and Terminate take it out at once.
	 * @param acknowledge Whether events about this VM alone are approved once its traffic
	 * has ceased.
	 */
	public record ScheduledEvents(@DefaultValue("false") boolean enabled, @DefaultValue("5s") Duration interval,
			@DefaultValue("10s") Duration freezeLongerThan, @DefaultValue("5m") Duration leadTime,
			@DefaultValue("false") boolean acknowledge) {

		public ScheduledEvents {
			InvalidDiscoveryPropertyException.unless(interval.compareTo(Duration.ofSeconds(1)) >= 0,
					"scheduled-events.interval", interval,
					"is too short: Azure allows 5 requests a second to all of instance metadata", "Use 1s or longer.");
			PropertyChecks.interval("scheduled-events.interval", interval);
			InvalidDiscoveryPropertyException.unless(enabled || !acknowledge, "scheduled-events.acknowledge", true,
					"is of no use while events are not looked for", "Set scheduled-events.enabled=true as well.");
			PropertyChecks.notNegative("scheduled-events.freeze-longer-than", freezeLongerThan);
			PropertyChecks.notNegative("scheduled-events.lead-time", leadTime);
		}

	}

	/**
	 * Event by which other parts of Spring Cloud learn of changes.
	 *
	 * @param enabled Whether a HeartbeatEvent is published when the catalog changed.
	 */
	public record Heartbeat(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Events about single instances.
	 *
	 * @param enabled Whether events about joined, left and updated instances are
	 * published.
	 */
	public record Events(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Instances that are pushed from outside.
	 *
	 * @param enabled Whether instances may be pushed, by the application and through the
	 * actuator endpoint azurediscoverypush.
	 */
	public record Push(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * Live page, where its artifact is present.
	 *
	 * @param enabled Whether the page is served.
	 * @param path Path of the page.
	 * @param maxViewers How many may follow the page at the same time.
	 */
	public record Dashboard(@DefaultValue("true") boolean enabled, @DefaultValue("/azure-discovery") String path,
			@DefaultValue("32") int maxViewers) {

		public Dashboard {
			InvalidDiscoveryPropertyException.unless(path.startsWith("/"), "dashboard.path", path,
					"does not start with a slash", "Use a path such as /azure-discovery.");
			PropertyChecks.between("dashboard.max-viewers", maxViewers, 1, 10_000);
		}

	}

}
