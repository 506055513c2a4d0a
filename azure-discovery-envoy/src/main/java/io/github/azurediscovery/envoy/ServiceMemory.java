package io.github.azurediscovery.envoy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

import com.google.common.net.InetAddresses;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.sink.AbsentNames;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;

/**
 * Every service that is configured or was seen: its cluster outlasts its instances, as
 * Envoy would answer calls to it with an error other than that of a service without
 * instances. A service that is not configured is forgotten when it was absent for long.
 */
final class ServiceMemory {

	private final ClusterNameTemplate template;

	private final Set<String> configured;

	private final LongSupplier nanoTime;

	private final AbsentNames absent = new AbsentNames();

	/** The services, and whether their instances expect TLS. */
	private final Map<String, Boolean> secure = new TreeMap<>();

	ServiceMemory(EnvoySettings settings) {
		this(settings, System::nanoTime);
	}

	ServiceMemory(EnvoySettings settings, LongSupplier nanoTime) {
		this.configured = settings.services();
		this.nanoTime = nanoTime;
		this.template = settings.cluster().template();
		settings.services().forEach((service) -> this.secure.put(service, false));
	}

	/**
	 * Return all services, sorted by id.
	 * @param desired what to hold
	 * @param notes takes what a person should do, by service
	 * @return the services, those without instances included
	 */
	List<ServiceView> view(DesiredState desired, Map<String, String> notes) {
		desired.services().keySet().forEach((service) -> this.secure.putIfAbsent(service, false));
		Set<String> gone = new TreeSet<>(this.secure.keySet());
		gone.removeIf((service) -> this.configured.contains(service) || desired.services().containsKey(service));
		this.secure.keySet().removeAll(this.absent.outdated(gone, this.nanoTime.getAsLong()));
		List<ServiceView> views = new ArrayList<>();
		for (String service : this.secure.keySet()) {
			List<SinkTarget> targets = usable(desired.services().getOrDefault(service, List.of()), notes);
			views.add(new ServiceView(service, this.template.name(service), secure(service, targets, notes), targets));
		}
		return views;
	}

	/**
	 * EDS carries addresses only: one name in it, and Envoy refuses the whole service.
	 */
	private static List<SinkTarget> usable(List<SinkTarget> targets, Map<String, String> notes) {
		List<SinkTarget> usable = new ArrayList<>();
		for (SinkTarget target : targets) {
			Instance instance = target.instance();
			if (InetAddresses.isUriInetAddress(instance.host())) {
				usable.add(target);
			}
			else {
				notes.put(instance.service(), "'" + instance.host()
						+ "' is a host name, which Envoy's endpoints cannot have, and left out: use its address");
			}
		}
		return usable;
	}

	private boolean secure(String service, List<SinkTarget> targets, Map<String, String> notes) {
		if (!targets.isEmpty()) {
			long secured = targets.stream().filter((target) -> target.instance().secure()).count();
			this.secure.put(service, secured > 0);
			if (secured > 0 && secured < targets.size()) {
				notes.put(service, "only some instances expect TLS, and a cluster has it for all or none: calls to the"
						+ " others will fail");
			}
		}
		return Boolean.TRUE.equals(this.secure.get(service));
	}

}
