package io.github.azurediscovery.grpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;
import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;

/**
 * The instances that one channel is connected to: those that are offered, and those that
 * are set aside for a moment, so that no connection is closed only to be opened again.
 * Used by one thread at a time, but for {@link #offer}.
 */
final class ChannelInstances {

	private final AzureDiscovery discovery;

	private final boolean nearby;

	private final Consumer<Instance> picks;

	private final Map<String, String> complaints = new TreeMap<>();

	private volatile Map<String, InstanceCalls> byId = Map.of();

	ChannelInstances(AzureDiscovery discovery, boolean nearby, Consumer<Instance> picks) {
		this.discovery = discovery;
		this.nearby = nearby;
		this.picks = picks;
	}

	/**
	 * Let only the instances of a route be picked from now on. From any thread; quick.
	 * @param route the route
	 */
	void offer(Route route) {
		Map<String, InstanceCalls> known = this.byId;
		Set<String> offered = new HashSet<>();
		offered(route).forEach((instance) -> offered.add(instance.id()));
		known.forEach((id, calls) -> calls.offered(offered.contains(id)));
	}

	/**
	 * Return the addresses to be connected to, one group for each instance. May block for
	 * an instance whose host is a name.
	 * @param route the route
	 * @return the addresses, without those of {@link #complaints}
	 */
	List<EquivalentAddressGroup> addresses(Route route) {
		this.complaints.clear();
		Map<String, InstanceCalls> next = new TreeMap<>();
		offered(route).forEach((instance) -> add(instance, true, next));
		setAside(route, next.keySet()).forEach((instance) -> add(instance, false, next));
		this.byId = Map.copyOf(next);
		List<EquivalentAddressGroup> groups = new ArrayList<>();
		next.values().forEach((calls) -> resolve(calls, groups));
		return groups;
	}

	/** Return what is wrong with the instances without an address, by id. */
	Map<String, String> complaints() {
		return new LinkedHashMap<>(this.complaints);
	}

	private List<Instance> offered(Route route) {
		if (!this.nearby) {
			return route.routable();
		}
		List<List<Instance>> lists = route.nearby().lists();
		return (lists.size() == 1) ? lists.get(0) : lists.stream().flatMap(List::stream).distinct().toList();
	}

	/**
	 * Return the members that are not offered although no verdict is against them. Those
	 * that are offered to callers of other zones are not among them.
	 */
	private List<Instance> setAside(Route route, Set<String> offered) {
		Map<String, InstanceCalls> before = this.byId;
		if (offered.containsAll(before.keySet())) {
			return List.of();
		}
		Set<String> elsewhere = new HashSet<>();
		route.routable().forEach((instance) -> elsewhere.add(instance.id()));
		return this.discovery.catalog()
			.current()
			.instances(route.service())
			.stream()
			.filter((member) -> before.containsKey(member.id()) && !offered.contains(member.id())
					&& !elsewhere.contains(member.id()) && this.discovery.health().of(member).routable())
			.toList();
	}

	private void add(Instance instance, boolean offered, Map<String, InstanceCalls> next) {
		try {
			int port = GrpcPort.of(instance);
			InstanceCalls before = this.byId.get(instance.id());
			InstanceCalls calls = (before != null && before.isFor(instance, port)) ? before
					: new InstanceCalls(instance, port, this.discovery.health(), this.picks);
			calls.offered(offered);
			next.put(instance.id(), calls);
		}
		catch (IllegalArgumentException ex) {
			this.complaints.put(instance.id(), instance.name() + ": " + ex.getMessage());
		}
	}

	private void resolve(InstanceCalls calls, List<EquivalentAddressGroup> groups) {
		Instance instance = calls.instance();
		try {
			List<SocketAddress> addresses = Arrays
				.stream(InetAddress.getAllByName(HostName.unbracketed(instance.host())))
				.map((address) -> (SocketAddress) new InetSocketAddress(address, calls.port()))
				.toList();
			groups.add(new EquivalentAddressGroup(addresses, attributes(calls)));
		}
		catch (UnknownHostException ex) {
			this.complaints.put(instance.id(),
					instance.name() + ": its host '" + instance.host() + "' cannot be looked up");
		}
	}

	private static Attributes attributes(InstanceCalls calls) {
		Attributes.Builder attributes = Attributes.newBuilder().set(InstanceCalls.KEY, calls);
		Instance instance = calls.instance();
		if (instance.zone() != null) {
			attributes.set(EquivalentAddressGroup.ATTR_LOCALITY_NAME,
					(instance.region() != null) ? instance.region() + "-" + instance.zone() : instance.zone());
		}
		return attributes.build();
	}

}
