package io.github.azurediscovery.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.fleet.store.FleetContentReference;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.HeadSource;
import io.github.azurediscovery.refresh.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a round of the poller came to.
 *
 * @param snapshot what it found
 * @param sources how its sources do
 * @param asOf when the oldest of what it found was confirmed, or {@code null} until every
 * source has answered
 */
record PollerResult(Snapshot snapshot, List<SourceStatus> sources, @Nullable Instant asOf) {

	static PollerResult of(AzureDiscovery discovery) {
		return new PollerResult(discovery.catalog().current(), discovery.sources(), discovery.status().asOf());
	}

	/** Return what the fleet is to see. */
	FleetContent content(FleetTakeover takeover, PollerSources watch) {
		List<Instance> own = new ArrayList<>(this.snapshot.size());
		for (String service : this.snapshot.services()) {
			this.snapshot.instances(service).forEach((instance) -> own.add(anyones(instance)));
		}
		List<Instance> settled = takeover.settle(own, this.snapshot.rejected(), watch.completeRounds(),
				watch.isAnyRefused());
		return FleetContent.of(settled, this.snapshot.rejected());
	}

	/** Each reader marks its own VM. */
	private static Instance anyones(Instance instance) {
		if (!instance.metadata().containsKey(AzureMetadataKeys.SELF)) {
			return instance;
		}
		Map<String, String> metadata = new HashMap<>(instance.metadata());
		metadata.remove(AzureMetadataKeys.SELF);
		return instance.toBuilder().metadata(metadata).build();
	}

	/**
	 * Say in a head what came of the round.
	 * @param head the head to complete
	 * @param content what was found, {@code null} to leave what the poller before found
	 */
	FleetHead.Builder describe(FleetHead.Builder head, @Nullable FleetContentReference content) {
		if (content != null) {
			head.content(content).asOf(this.asOf);
		}
		return head.error(error())
			.sources(this.sources.stream()
				.map((source) -> new HeadSource(source.name(), source.lastSuccess(), source.error()))
				.toList());
	}

	private @Nullable String error() {
		return this.sources.stream()
			.filter((source) -> source.error() != null)
			.map((source) -> source.name() + ": " + source.error())
			.findFirst()
			.orElse(null);
	}

}
