package io.github.azurediscovery.envoy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.envoyproxy.controlplane.server.V3DiscoveryServer;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import org.jspecify.annotations.Nullable;

/**
 * An xDS control plane for Envoy and proxyless gRPC. Its {@link #services() services}
 * belong into a gRPC server, whose port, certificates and lifecycle are not its concern.
 * Clients get nothing before the first complete state, so that those of a control plane
 * that was restarted keep what they have. Thread-safe; states are applied by one thread
 * at a time.
 */
public final class EnvoySink implements DiscoverySink {

	private final EnvoySettings settings;

	private final SnapshotFactory snapshots;

	private final ServiceMemory memory;

	private final ClientGrouping groups = new ClientGrouping();

	private final PatientWatcher watcher = new PatientWatcher(this.groups);

	private final ConnectedClients clients = new ConnectedClients();

	private final ClientRefusals refusals = new ClientRefusals();

	private final @Nullable DiscoveryDirectory directory;

	private final List<BindableService> services = bind();

	private final Set<ClientLocality> localities = ConcurrentHashMap.newKeySet();

	/**
	 * Create a control plane without a server.
	 * @param settings what clients are given
	 */
	public EnvoySink(EnvoySettings settings) {
		this.settings = settings;
		this.snapshots = new SnapshotFactory(settings);
		this.memory = new ServiceMemory(settings);
		this.localities.add(ClientLocality.ANYWHERE);
		Path files = settings.directory();
		this.directory = (files != null) ? new DiscoveryDirectory(files) : null;
	}

	/**
	 * Return the services for a gRPC server: ADS, and those for clusters, endpoints,
	 * listeners and routes, each for the state of the world and for deltas.
	 * @return the services, which need no interceptor but those that decide who may
	 * connect
	 */
	public List<BindableService> services() {
		return this.services;
	}

	private List<BindableService> bind() {
		V3DiscoveryServer server = new V3DiscoveryServer(List.of(), this.watcher);
		StreamInterceptor interceptor = new StreamInterceptor(this.clients, this.refusals);
		return Stream
			.<BindableService>of(server.getAggregatedDiscoveryServiceImpl(), server.getClusterDiscoveryServiceImpl(),
					server.getEndpointDiscoveryServiceImpl(), server.getListenerDiscoveryServiceImpl(),
					server.getRouteDiscoveryServiceImpl())
			.<BindableService>map((service) -> () -> ServerInterceptors.intercept(service, interceptor))
			.toList();
	}

	/**
	 * Return REST xDS over the same resources.
	 * @return what answers HTTP requests
	 */
	public RestDiscovery rest() {
		return new RestDiscovery(this.groups, this.watcher);
	}

	@Override
	public String name() {
		return "envoy";
	}

	@Override
	public void whenLost(Runnable signal) {
		this.refusals.follow(signal);
	}

	@Override
	public SinkReport apply(DesiredState desired, ApplyMode mode) throws SinkException {
		if (!desired.complete()) {
			return SinkReport.UNCHANGED;
		}
		Map<String, String> notes = new TreeMap<>();
		List<ServiceView> services = this.memory.view(desired, notes);
		int changes = publish(services);
		int unanswered = this.watcher.answerAgain();
		if (this.directory != null) {
			this.directory
				.write(this.snapshots.snapshot(services, new ClientGroup(ClientKind.ENVOY, ClientLocality.ANYWHERE)));
		}
		notes.putAll(this.refusals.notes());
		if (unanswered > 0) {
			throw new SinkException(unanswered + " of the clients could not be answered, the log says why", null,
					notes);
		}
		return new SinkReport(changes, notes);
	}

	private int publish(List<ServiceView> services) {
		if (this.settings.zonePreference()) {
			services.forEach((service) -> service.targets().forEach((target) -> {
				ClientLocality locality = AssignmentFactory.locality(target.instance());
				this.localities.add(locality);
				this.localities.add(new ClientLocality("", locality.zone()));
			}));
		}
		int changes = 0;
		for (ClientKind kind : ClientKind.values()) {
			for (ClientLocality locality : this.localities) {
				changes = Math.max(changes, publish(services, new ClientGroup(kind, locality)));
			}
		}
		this.groups.know(this.localities);
		return changes;
	}

	private int publish(List<ServiceView> services, ClientGroup group) {
		ResourceSnapshot before = this.watcher.snapshot(group);
		ResourceSnapshot snapshot = this.snapshots.snapshot(services, group);
		int changes = (before != null) ? snapshot.differences(before) : services.size();
		if (before == null || changes > 0) {
			this.watcher.publish(group, snapshot);
		}
		return changes;
	}

	/**
	 * Return how many streams clients have open. A client over ADS has one.
	 * @param kind what the clients are
	 * @return the number of streams
	 */
	public int clients(ClientKind kind) {
		return this.clients.count(kind);
	}

	/**
	 * Return the types of resources that clients may refuse.
	 * @return {@code clusters}, {@code endpoints}, {@code listeners}, {@code routes}
	 */
	public static List<String> types() {
		return Stream.of(ResourceKind.values()).map(ResourceKind::plural).toList();
	}

	/**
	 * Return how often a client refused what it was given.
	 * @param type one of {@link #types()}
	 * @return the number of refusals
	 */
	public long rejections(String type) {
		return this.refusals.count(type);
	}

}
