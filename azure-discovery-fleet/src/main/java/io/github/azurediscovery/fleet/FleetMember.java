package io.github.azurediscovery.fleet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.FleetStatus;
import io.github.azurediscovery.FleetStatus.PollerSource;
import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.fleet.store.BlobFleetStore;
import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.StoreAddress;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a discovery a member of a fleet: it reads what the poller of the fleet found, in
 * place of asking Azure, and may become that poller if it is a candidate. To be given to
 * {@link io.github.azurediscovery.AzureDiscoveryBuilder#standIn}, which closes it and its
 * store in the end. Thread-safe.
 */
public final class FleetMember implements LookupStandIn {

	/** How often the candidates of a new fleet look for its first content: for 21 s. */
	private static final int FIRST_LOOKS = 6;

	private final Function<AzureLookups, FleetStore> opener;

	private final FleetSettings settings;

	private final FleetListenerGroup listeners = new FleetListenerGroup();

	private volatile @Nullable FleetSource source;

	private volatile @Nullable AzureLookups lookups;

	private @Nullable FleetStore store;

	private @Nullable FleetCandidate candidate;

	private @Nullable FallbackSource fallback;

	private FleetMember(Function<AzureLookups, FleetStore> opener, FleetSettings settings) {
		this.opener = opener;
		this.settings = settings;
	}

	/**
	 * Create a member of a fleet that shares through Blob Storage. The store is reached
	 * as Azure is: with the same credential, proxies and certificates.
	 * @param address where the fleet shares
	 * @param settings how to take part
	 */
	public static FleetMember of(StoreAddress address, FleetSettings settings) {
		return new FleetMember((lookups) -> BlobFleetStore.open(address, lookups.settings(), lookups.connection()),
				settings);
	}

	/**
	 * Create a member of a fleet that shares through a store.
	 * @param store where the fleet shares; closed with this member
	 * @param settings how to take part
	 */
	public static FleetMember of(FleetStore store, FleetSettings settings) {
		return new FleetMember((lookups) -> store, settings);
	}

	@Override
	public synchronized InstanceSource replace(AzureLookups lookups) {
		if (this.source != null) {
			throw new IllegalStateException("A member belongs to one discovery");
		}
		if (this.settings.candidate()) {
			CandidateLookups.check(lookups.settings());
		}
		FleetStore store = new MeteredFleetStore(this.opener.apply(lookups), this.listeners::requested);
		this.store = store;
		HeadReader reader = new HeadReader(store, lookups.clock(), System::nanoTime);
		FleetSource created = new FleetSource(reader, this.settings, lookups.clock());
		this.source = created;
		this.lookups = lookups;
		if (!this.settings.candidate()) {
			return created;
		}
		this.candidate = new FleetCandidate(store, this.settings, lookups, reader, created, this::name, this.listeners,
				new FirstContentWait(FIRST_LOOKS, Duration.ofSeconds(1)));
		if (this.settings.fallback() == FleetFallback.KEEP) {
			return created;
		}
		FallbackSource withFallback = new FallbackSource(created, lookups, System::nanoTime);
		this.fallback = withFallback;
		return withFallback;
	}

	@Override
	public synchronized void start() {
		if (this.candidate != null) {
			this.candidate.start(() -> FleetThreads.begin(Objects.requireNonNull(this.lookups).threadPrefix()),
					() -> ThreadLocalRandom.current().nextLong());
		}
	}

	@Override
	public synchronized void stop() {
		if (this.candidate != null) {
			this.candidate.stop();
		}
		if (this.fallback != null) {
			this.fallback.end();
		}
	}

	@Override
	public synchronized void close() {
		stop();
		if (this.fallback != null) {
			this.fallback.close();
		}
		if (this.store != null) {
			this.store.close();
			this.store = null;
		}
	}

	/** Return what this member knows of its fleet. Sends no request. */
	@Override
	public FleetStatus fleet() {
		FleetSource read = this.source;
		FleetReading reading = (read != null) ? read.last() : null;
		boolean poller = isPoller();
		if (reading == null) {
			return FleetStatus.unread(this.settings.candidate(), poller);
		}
		FleetHead head = reading.stored().head();
		AzureLookups known = Objects.requireNonNull(this.lookups);
		Duration age = Duration.between(reading.asOf(), known.clock().instant());
		return new FleetStatus(this.settings.candidate(), poller, head.poller(), head.term(), age, head.fingerprint(),
				head.error(),
				head.sources()
					.stream()
					.map((each) -> new PollerSource(each.name(), each.asOf(), each.error()))
					.toList());
	}

	private boolean isPoller() {
		FleetCandidate known = this.candidate;
		return known != null && known.isPoller();
	}

	/**
	 * Subscribe to requests and elections.
	 * @param listener the listener
	 * @return ends the subscription when closed
	 */
	public ListenerSubscription subscribe(FleetListener listener) {
		return this.listeners.subscribe(listener);
	}

	private String name() {
		String configured = this.settings.name();
		if (configured != null) {
			return configured;
		}
		ImdsClient imds = Objects.requireNonNull(this.lookups).imds();
		InstanceMetadata vm = (imds != null) ? imds.known() : null;
		return (vm != null && vm.name() != null) ? vm.name() : hostName();
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown";
		}
	}

}
