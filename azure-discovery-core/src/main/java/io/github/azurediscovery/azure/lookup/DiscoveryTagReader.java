package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.BooleanFlagText;
import org.jspecify.annotations.Nullable;

/** Reads the services that a VM declares by tags, and their ports. */
public final class DiscoveryTagReader {

	/** The limit of services for one VM. */
	static final int MOST_SERVICES = 32;

	private final TagSettings settings;

	private final JoinableServices joinable;

	/**
	 * Create a reader.
	 * @param settings the names of the tags
	 * @param configured ids of services that tags may not join, in any case
	 */
	public DiscoveryTagReader(TagSettings settings, Set<String> configured) {
		this.settings = settings;
		this.joinable = new JoinableServices(configured, settings.services());
	}

	/** Return whether the tags name a service. */
	boolean declaresService(ResourceTags tags) {
		return tags.get(this.settings.service()) != null;
	}

	/** Return the ids of the services that the tags name, valid or not. */
	Set<String> services(ResourceTags tags, @Nullable String region) {
		DeclaredServices declared = read(tags, region);
		Set<String> services = new TreeSet<>();
		declared.bindings().forEach((binding) -> services.add(binding.service()));
		declared.problems().forEach((problem) -> {
			if (problem.service() != null) {
				services.add(problem.service());
			}
		});
		return services;
	}

	DeclaredServices read(ResourceTags tags, @Nullable String region) {
		List<String> names = DiscoveryTagValues.list(tags.get(this.settings.service()));
		List<String> ports = DiscoveryTagValues.list(tags.get(this.settings.port()));
		List<String> own = DiscoveryTagValues.list(tags.get(this.settings.instancePort()));
		List<String> secure = DiscoveryTagValues.list(tags.get(this.settings.secure()));
		boolean several = names.stream().filter((name) -> !name.isEmpty()).count() > 1;
		List<ServiceBinding> bindings = new ArrayList<>();
		List<DeclarationProblem> problems = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		int named = 0;
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (name.isEmpty()) {
				continue;
			}
			if (++named > MOST_SERVICES) {
				problems.add(new DeclarationProblem(null, RejectionReason.TOO_MANY_SERVICES,
						"names more than " + MOST_SERVICES + " services, which is the limit for one VM"));
				break;
			}
			String port = DiscoveryTagValues.at(own, i);
			DeclaredServices declared = one(name, (port != null) ? port : DiscoveryTagValues.at(ports, i),
					flag(secure, i), several, region);
			problems.addAll(declared.problems());
			for (ServiceBinding binding : declared.bindings()) {
				if (taken.add(binding.service() + ":" + binding.port())) {
					bindings.add(binding);
				}
				else {
					problems.add(new DeclarationProblem(binding.service(), RejectionReason.DUPLICATE,
							"names service " + name + " twice with port " + binding.port()));
				}
			}
		}
		int unused = Math.max(ports.size(), own.size()) - names.size();
		if (unused > 0) {
			problems.add(new DeclarationProblem(null, RejectionReason.UNUSED_PORT, unused(names.size() + 1, unused)));
		}
		return new DeclaredServices(bindings, problems);
	}

	private String unused(int first, int ports) {
		String tags = " in tag " + this.settings.port() + " or " + this.settings.instancePort();
		return (ports == 1) ? "port number " + first + tags + " has no service name"
				: ports + " ports" + tags + " have no service name, from port number " + first + " on";
	}

	private DeclaredServices one(String name, @Nullable String portText, @Nullable String secureText, boolean several,
			@Nullable String region) {
		String plain = this.settings.serviceId().contains("{port}") ? null
				: ServiceIdNormalizer.of(this.settings.serviceId(), name, 0, region);
		if (portText == null) {
			return DeclaredServices.invalid(plain, RejectionReason.NO_PORT,
					"no port for service " + name + ": tag " + this.settings.port() + " or "
							+ this.settings.instancePort() + " is missing, or has fewer ports than there are services");
		}
		Integer port = PortNumber.parse(portText);
		if (port == null) {
			return DeclaredServices.invalid(plain, RejectionReason.INVALID_PORT,
					"bad port '" + portText + "' for service " + name + ": not a number " + PortNumber.BOUNDS);
		}
		String id = ServiceIdNormalizer.of(this.settings.serviceId(), name, port, region);
		if (id == null) {
			return DeclaredServices.invalid(null, RejectionReason.INVALID_SERVICE_ID,
					"service name '" + name + "' does not make a valid host name");
		}
		DeclarationProblem objection = this.joinable.objection(id);
		if (objection != null) {
			return new DeclaredServices(List.of(), List.of(objection));
		}
		Boolean secure = DiscoveryTagValues.secure(secureText, port);
		if (secure == null) {
			return DeclaredServices.invalid(id, RejectionReason.INVALID_TLS, "bad value '" + secureText + "' of tag "
					+ this.settings.secure() + " for service " + name + ": not " + BooleanFlagText.CHOICES);
		}
		ServiceBinding binding = secure ? ServiceBinding.tls(id, port) : ServiceBinding.plain(id, port);
		return new DeclaredServices(List.of(several ? binding.besideOthers() : binding), List.of());
	}

	private static @Nullable String flag(List<String> flags, int index) {
		return (flags.size() == 1) ? DiscoveryTagValues.at(flags, 0) : DiscoveryTagValues.at(flags, index);
	}

}
