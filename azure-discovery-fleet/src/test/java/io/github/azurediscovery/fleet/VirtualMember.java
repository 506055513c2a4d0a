package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.refresh.CatalogRefresher;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.refresh.VirtualRefreshers;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/** One member in a process of its own: reading, refreshing, the guard, the election. */
final class VirtualMember {

	final VirtualTime.Process process;

	final MutableCatalog catalog;

	final CatalogRefresher refresher;

	final FleetSource source;

	final @Nullable FleetCandidate candidate;

	final FleetListenerGroup listeners = new FleetListenerGroup();

	final List<FleetListener.ElectionOutcome> elections = new ArrayList<>();

	private final FleetThreads threads;

	private final Random random;

	/** What left, joined or was updated since it had all instances. */
	final List<String> changes = new ArrayList<>();

	VirtualMember(VirtualTime time, FleetStore store, VirtualAzure azure, FleetSettings settings, long seed) {
		this.process = time.process();
		this.random = new Random(seed);
		this.threads = this.process.threads();
		this.catalog = new MutableCatalog(this.process);
		HeadReader reader = new HeadReader(store, this.process, this.process::nanoTime);
		this.source = new FleetSource(reader, settings, this.process);
		InstanceSource asked = this.source;
		AzureLookups lookups = azure.lookups(this.process, this.random);
		this.candidate = settings.candidate() ? new FleetCandidate(store, settings, lookups, reader, this.source,
				() -> "member-" + seed, this.listeners, new FirstContentWait(0, Duration.ZERO)) : null;
		var unused = this.listeners.subscribe(new FleetListener() {

			@Override
			public void elected(ElectionOutcome outcome) {
				VirtualMember.this.elections.add(outcome);
			}

		});
		if (settings.fallback() == FleetFallback.POLL) {
			asked = new FallbackSource(this.source, lookups, this.process::nanoTime);
		}
		this.refresher = VirtualRefreshers.of(asked, RefreshSettings.DEFAULT, this.catalog, this.process, this.process,
				this.process::nanoTime, this.random);
	}

	/** Start within an interval, as members do. */
	VirtualMember start(Duration within) {
		this.process.schedule(() -> {
			if (this.candidate != null) {
				this.candidate.start(() -> this.threads, this.random);
			}
			this.refresher.start();
		}, this.random.nextLong(within.toMillis() + 1), java.util.concurrent.TimeUnit.MILLISECONDS);
		return this;
	}

	/** Note every change of content from now on. */
	VirtualMember noteChanges() {
		this.catalog.subscribe((change) -> change.services()
			.forEach((service, what) -> this.changes.add(service + ": " + what.joined().size() + " joined, "
					+ what.left().size() + " left, " + what.updated().size() + " updated")));
		return this;
	}

	boolean isPoller() {
		return this.candidate != null && this.candidate.isPoller();
	}

	List<Instance> orders() {
		return this.catalog.current().instances("orders");
	}

	/** How old the instances are that this member has, by its own reckoning. */
	Duration age() {
		Instant asOf = this.refresher.status().asOf();
		return (asOf != null) ? Duration.between(asOf, this.process.instant()) : Duration.ofDays(1);
	}

	@Nullable FleetHead head() {
		FleetReading last = this.source.last();
		return (last != null) ? last.stored().head() : null;
	}

}
