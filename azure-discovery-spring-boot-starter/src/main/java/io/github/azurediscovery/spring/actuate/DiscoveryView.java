package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.azurediscovery.catalog.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Everything that discovery knows at one moment, as shown by the actuator endpoint and
 * the dashboard. Immutable; contains no secrets.
 *
 * @param revision the revision of the catalog, which changes with its content
 * @param lastUpdate when the whole catalog was last confirmed, or {@code null} if it
 * never was
 * @param age the time since then, in whole seconds
 * @param stale whether the catalog is older than {@code azure.discovery.stale-after}
 * @param services the services by id, sorted
 * @param rejected the resources that are not instances, with the reason
 * @param sources the status of each source
 * @param sinks the status of each sink
 * @param nextRefresh when the next refresh starts at the latest, or {@code null} if none
 * is scheduled
 * @param azure the requests to Azure Resource Manager, and what remains of its quotas
 * @param fleet the fleet that the application is a member of, left out if it is none
 */
@JsonInclude(Include.ALWAYS)
public record DiscoveryView(long revision, @Nullable Instant lastUpdate, @Nullable Duration age, boolean stale,
		Map<String, ServiceView> services, List<RejectionView> rejected, List<SourceView> sources, List<SinkView> sinks,
		@Nullable Instant nextRefresh, AzureView azure, @JsonInclude(Include.NON_NULL) @Nullable FleetView fleet) {

	/** The view before the first refresh. */
	public static final DiscoveryView NOTHING = new DiscoveryView(0, null, null, false, Map.of(), List.of(), List.of(),
			List.of(), null, new AzureView(Map.of(), Map.of()), null);

	/**
	 * The use of Azure Resource Manager since the application started.
	 *
	 * @param requests the number of requests by operation, sorted
	 * @param remaining what remained of each quota when Azure last reported it, sorted
	 */
	public record AzureView(Map<String, Long> requests, Map<String, Long> remaining) {
	}

	/**
	 * One service.
	 *
	 * @param routable the number of instances that are offered to the load balancer
	 * @param panic whether unhealthy instances are offered as well, because too few are
	 * healthy
	 * @param nearby the number of instances that are offered to clients that prefer this
	 * VM's zone; equals {@code routable} while the zone has too few instances
	 * @param instances all instances, sorted by id
	 */
	@JsonInclude(Include.ALWAYS)
	public record ServiceView(int routable, boolean panic, int nearby, List<InstanceView> instances) {
	}

	/**
	 * One instance.
	 *
	 * @param id the id
	 * @param name the name in Azure
	 * @param host the host that clients connect to
	 * @param port the port that clients connect to
	 * @param secure whether clients use TLS
	 * @param zone the availability zone, if any
	 * @param region the region, if known
	 * @param scaleSet the scale set, if any
	 * @param source the source that found it
	 * @param routable whether it is offered to the load balancer now
	 * @param addresses all addresses in Azure
	 * @param held whether the guard against sudden loss holds it
	 * @param unconfirmed whether the VM of its network interface is not confirmed yet
	 * @param health why it is or is not routable
	 * @param metadata the metadata
	 */
	@JsonInclude(Include.ALWAYS)
	public record InstanceView(String id, String name, String host, int port, boolean secure, @Nullable String zone,
			@Nullable String region, @Nullable String scaleSet, String source, boolean routable,
			AddressesView addresses, boolean held, boolean unconfirmed, HealthView health,
			Map<String, String> metadata) {
	}

	/**
	 * The addresses of a VM.
	 *
	 * @param privates the addresses inside the virtual network; in JSON without the
	 * plural
	 * @param publics the addresses reachable from the internet; in JSON without the
	 * plural
	 */
	public record AddressesView(@JsonProperty("private") List<String> privates,
			@JsonProperty("public") List<String> publics) {
	}

	/**
	 * Why an instance is or is not routable.
	 *
	 * @param platform the state that Azure reports, in lower case
	 * @param maintenance the maintenance for which it is out of rotation, or {@code null}
	 * @param probe the result of the probes, or {@code null} if it is not probed
	 * @param outlier why and until when it is ejected, or {@code null}
	 * @param announced maintenance that is announced for later and has no effect yet, or
	 * {@code null}
	 */
	@JsonInclude(Include.ALWAYS)
	public record HealthView(String platform, @Nullable String maintenance, @Nullable String probe,
			@Nullable String outlier, @Nullable String announced) {
	}

	/**
	 * A resource that is not an instance.
	 *
	 * @param name the name in Azure
	 * @param service the service it would belong to, if known
	 * @param reason the
	 * {@linkplain io.github.azurediscovery.catalog.RejectionReason#code() code} of why it
	 * is not an instance
	 * @param detail the same in words
	 */
	@JsonInclude(Include.ALWAYS)
	public record RejectionView(String name, @Nullable String service, String reason, String detail) {

		static RejectionView of(Rejection rejection) {
			return new RejectionView(rejection.name(), rejection.service(), rejection.reason().code(),
					rejection.detail());
		}

	}

	/**
	 * One source.
	 *
	 * @param name the name
	 * @param lastSuccess when it last succeeded, or {@code null}
	 * @param lastFailure when it last failed, or {@code null}
	 * @param error what failed, or {@code null} if the last refresh succeeded
	 * @param requests the number of requests of the last refresh
	 * @param notBefore the earliest time of the next refresh, or {@code null}
	 */
	@JsonInclude(Include.ALWAYS)
	public record SourceView(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
			@Nullable String error, int requests, @Nullable Instant notBefore) {
	}

}
