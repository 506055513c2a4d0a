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
 * All that is known at one moment, as the actuator endpoint answers it and the dashboard
 * shows it. Immutable; holds nothing secret.
 *
 * @param revision moves with every change of content
 * @param lastUpdate when all of it was last confirmed, or {@code null} before that
 * @param age the time since then, in whole seconds
 * @param stale whether that is longer ago than {@code azure.discovery.stale-after}
 * @param services the services by id, sorted
 * @param rejected what was seen and is not a member, with the reason
 * @param sources how each source does
 * @param nextRefresh when the next round begins at the latest, or {@code null} while none
 * is planned
 * @param azure what Azure Resource Manager was asked, and what is left of its quotas
 */
@JsonInclude(Include.ALWAYS)
public record DiscoveryView(long revision, @Nullable Instant lastUpdate, @Nullable Duration age, boolean stale,
		Map<String, ServiceView> services, List<RejectionView> rejected, List<SourceView> sources,
		@Nullable Instant nextRefresh, AzureView azure) {

	/** Nothing is known yet. */
	public static final DiscoveryView NOTHING = new DiscoveryView(0, null, null, false, Map.of(), List.of(), List.of(),
			null, new AzureView(Map.of(), Map.of()));

	/**
	 * How much of Azure Resource Manager was used since the application started.
	 *
	 * @param requests the number of requests by operation, sorted
	 * @param remaining what was left of each quota when Azure last named it, sorted
	 */
	public record AzureView(Map<String, Long> requests, Map<String, Long> remaining) {
	}

	/**
	 * One service.
	 *
	 * @param routable how many of its instances the load balancer is offered
	 * @param panic whether too few are healthy, so that unhealthy ones are offered too
	 * @param nearby how many are offered to callers who prefer this VM's zone; as many as
	 * {@code routable} while the zone has too little to offer
	 * @param instances the members, sorted by id
	 */
	@JsonInclude(Include.ALWAYS)
	public record ServiceView(int routable, boolean panic, int nearby, List<InstanceView> instances) {
	}

	/**
	 * One instance.
	 *
	 * @param id its identity
	 * @param name the name Azure shows
	 * @param host the address callers use
	 * @param port the port callers use
	 * @param secure whether callers use TLS
	 * @param zone the availability zone, if any
	 * @param region the region, where known
	 * @param scaleSet the scale set, if any
	 * @param source the source that found it
	 * @param routable whether the load balancer is offered it now
	 * @param addresses every address Azure knows
	 * @param held whether the guard against sudden loss keeps it
	 * @param unconfirmed whether no VM was seen behind its network interface yet
	 * @param health the verdict's reasons
	 * @param metadata its metadata
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
	 * @param privates those inside the virtual network; in JSON without the plural
	 * @param publics those reachable from the internet; in JSON without the plural
	 */
	public record AddressesView(@JsonProperty("private") List<String> privates,
			@JsonProperty("public") List<String> publics) {
	}

	/**
	 * Why an instance may or may not be picked.
	 *
	 * @param platform Azure's word in lower case
	 * @param maintenance the maintenance for which it is out, or {@code null}
	 * @param probe the outcome of the probe, or {@code null} if it is not probed
	 * @param outlier why and until when it is ejected, or {@code null}
	 * @param announced the maintenance that is announced for later and speaks against
	 * nothing yet, or {@code null}
	 */
	@JsonInclude(Include.ALWAYS)
	public record HealthView(String platform, @Nullable String maintenance, @Nullable String probe,
			@Nullable String outlier, @Nullable String announced) {
	}

	/**
	 * Something seen that is not a member.
	 *
	 * @param name the name Azure shows
	 * @param service the service it would have joined, where that is known
	 * @param reason why it is not a member
	 */
	@JsonInclude(Include.ALWAYS)
	public record RejectionView(String name, @Nullable String service, String reason) {

		static RejectionView of(Rejection rejection) {
			return new RejectionView(rejection.name(), rejection.service(), rejection.reason());
		}

	}

	/**
	 * One source.
	 *
	 * @param name the name
	 * @param lastSuccess when it last answered, or {@code null}
	 * @param lastFailure when it last failed, or {@code null}
	 * @param error what failed, or {@code null} if the last round succeeded
	 * @param requests how many requests the last round cost
	 * @param notBefore when it may be asked again at the earliest, or {@code null}
	 */
	@JsonInclude(Include.ALWAYS)
	public record SourceView(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
			@Nullable String error, int requests, @Nullable Instant notBefore) {
	}

}
