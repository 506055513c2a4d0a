package io.github.azurediscovery.haproxy.wanted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.haproxy.BackendNameTemplate;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import org.jspecify.annotations.Nullable;

/**
 * Which instances belong into which backend. A service may fill several, one for each
 * port and region. A backend belongs to one service: to the one that had it first, so
 * that a new service cannot take it over.
 */
public final class BackendAssignment {

	private final BackendNameTemplate template;

	private final HostResolver resolver;

	private final Map<String, String> owners = new HashMap<>();

	public BackendAssignment(BackendNameTemplate template, HostResolver resolver) {
		this.template = template;
		this.resolver = resolver;
	}

	/**
	 * Assign every instance.
	 * @param desired what HAProxy shall hold
	 * @param notes receives what could not be assigned
	 * @return the backends by name
	 */
	public Map<String, WantedBackend> assign(DesiredState desired, ServiceNotes notes) {
		Map<String, Draft> drafts = new TreeMap<>();
		Set<String> hosts = new HashSet<>();
		desired.services().forEach((service, targets) -> targets.forEach((target) -> {
			Instance instance = target.instance();
			hosts.add(instance.host());
			String backend = this.template.name(service, instance.port(), instance.region());
			drafts.computeIfAbsent(backend, (name) -> new Draft()).of(service).add(target);
		}));
		this.owners.keySet().retainAll(drafts.keySet());
		this.resolver.retain(hosts);
		Map<String, WantedBackend> wanted = new TreeMap<>();
		drafts.forEach((backend, draft) -> {
			String owner = owner(backend, draft, notes);
			wanted.put(backend, wanted(backend, owner, draft.of(owner), notes));
		});
		return wanted;
	}

	private String owner(String backend, Draft draft, ServiceNotes notes) {
		String known = this.owners.get(backend);
		String owner = (known != null && draft.services.containsKey(known)) ? known : draft.services.firstKey();
		this.owners.put(backend, owner);
		draft.services.keySet()
			.stream()
			.filter((service) -> !service.equals(owner))
			.forEach((service) -> notes.add(service, "not applied: backend " + backend + " belongs to service " + owner
					+ ". Make the names differ with azure.discovery.haproxy.backend.name"));
		return owner;
	}

	private WantedBackend wanted(String backend, String service, List<SinkTarget> targets, ServiceNotes notes) {
		List<WantedServer> servers = new ArrayList<>();
		Set<String> endpoints = new HashSet<>();
		boolean certain = true;
		for (SinkTarget target : targets) {
			WantedServer server = server(target);
			if (server == null) {
				certain = false;
				notes.add(service, "host " + target.instance().host() + " of " + target.instance().name()
						+ " has no address: its name cannot be resolved here");
			}
			else if (endpoints.add(server.endpoint())) {
				servers.add(server);
			}
		}
		return new WantedBackend(backend, service, servers, certain);
	}

	private @Nullable WantedServer server(SinkTarget target) {
		Instance instance = target.instance();
		String address = this.resolver.address(instance.host());
		if (address == null) {
			return null;
		}
		ServerAdmin admin = (target.state() == TargetState.ROUTABLE) ? ServerAdmin.READY : ServerAdmin.DRAIN;
		return new WantedServer(instance.id(), address, instance.port(), ServerWeights.of(instance.metadata()), admin);
	}

	private static final class Draft {

		private final TreeMap<String, List<SinkTarget>> services = new TreeMap<>();

		List<SinkTarget> of(String service) {
			return this.services.computeIfAbsent(service, (name) -> new ArrayList<>());
		}

	}

}
