package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ValueInterner;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection.Kind;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.VmAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one VM: an instance of each service it carries, or a rejection with the
 * reason. Decides about each by itself, so that a bad one harms no other.
 */
public final class InstanceFactory {

	private final AzureSettings settings;

	private final Set<String> regions;

	private final AddressSelector addresses;

	private final TagMetadataReader metadata;

	private final LocalVm own;

	private final String source;

	private final ValueInterner shared = new ValueInterner();

	public InstanceFactory(AzureSettings settings, LocalVm own, String source) {
		this.settings = settings;
		this.regions = new HashSet<>(settings.scope().regions().stream().map(InstanceFactory::region).toList());
		this.addresses = new AddressSelector(settings.address());
		this.metadata = new TagMetadataReader(settings.tags());
		this.own = own;
		this.source = source;
	}

	public Verdict decide(DiscoveredVm candidate, DeclaredServices carried) {
		List<Rejection> rejected = new ArrayList<>();
		carried.problems()
			.forEach((problem) -> rejected.add(new Rejection(candidate.name(), problem.service(), problem.reason(),
					problem.outright(), candidate.identity().id(), problem.kind())));
		Objection against = against(candidate);
		String host = (against == null) ? this.addresses.host(candidate) : null;
		if (against == null && host == null) {
			against = new Objection(Kind.ADDRESS, this.addresses.missing());
		}
		List<Instance> instances = new ArrayList<>();
		for (ServiceBinding binding : carried.bindings()) {
			if (against != null) {
				rejected.add(new Rejection(candidate.name(), binding.service(), against.words(),
						candidate.obstacle() == null, candidate.identity().id(), against.kind()));
			}
			else if (host != null) {
				instances.add(instance(candidate, binding, host));
			}
		}
		return new Verdict(instances, rejected);
	}

	private @Nullable Objection against(DiscoveredVm candidate) {
		String region = candidate.region();
		if (!this.regions.isEmpty() && region != null && !this.regions.contains(region(region))) {
			return new Objection(Kind.EXCLUDED, "in region " + region + ", outside of azure.discovery.scope.regions");
		}
		if (this.settings.excludeSelf()
				&& this.own.is(candidate, Set.copyOf(this.addresses.all(candidate).privates()))) {
			return new Objection(Kind.EXCLUDED, "this VM itself, left out by azure.discovery.instance.exclude-self");
		}
		if (candidate.obstacle() != null) {
			return new Objection(Kind.STATUS, candidate.obstacle());
		}
		String platform = PlatformStatusReader.against(candidate.details());
		if (platform != null) {
			return new Objection(Kind.STATUS, platform);
		}
		return candidate.nics().isEmpty() ? new Objection(Kind.ADDRESS, withoutInterface(candidate)) : null;
	}

	private static String withoutInterface(DiscoveredVm candidate) {
		String here = "no network interface in " + candidate.id().plainGroup();
		String elsewhere = (candidate.details() != null) ? candidate.details().nicGroup() : null;
		return (elsewhere != null)
				? here + "; it lies in " + elsewhere + ": add that group to azure.discovery.scope.resource-groups"
				: here + "; if it lies in another resource group, add that to azure.discovery.scope.resource-groups";
	}

	private Instance instance(DiscoveredVm candidate, ServiceBinding binding, String host) {
		String id = candidate.identity().id();
		String vmId = candidate.identity().vmId();
		VmDetails details = candidate.details();
		AzureResourceId set = candidate.scaleSet();
		VmAddresses all = this.addresses.all(candidate);
		String service = this.shared.of(binding.service());
		return Instance.of(binding.several() ? id + ":" + binding.port() : id, service, host, binding.port())
			.vmId((vmId != null) ? vmId : id)
			.name(candidate.name())
			.secure(binding.secure())
			.addresses(all)
			.zone((details != null) ? details.zone() : null)
			.region(candidate.region())
			.scaleSet(this.shared.orNull((set != null) ? set.name() : null))
			.resourceGroup(this.shared.of(candidate.id().plainGroup()))
			.source(this.source)
			.metadata(metadata(candidate, all))
			.platform(PlatformStatusReader.of(details, candidate.richHealth()))
			.unconfirmed(candidate.unconfirmed())
			.build();
	}

	private Map<String, String> metadata(DiscoveredVm candidate, VmAddresses all) {
		Map<String, String> metadata = this.metadata.read(candidate.tags());
		VmDetails details = candidate.details();
		put(metadata, "vm-name", candidate.name());
		put(metadata, "region", candidate.region());
		put(metadata, "subscription", this.shared.of(candidate.id().subscription().toLowerCase(Locale.ROOT)));
		put(metadata, "resource-group", this.shared.of(candidate.id().plainGroup()));
		AzureResourceId set = candidate.scaleSet();
		if (set != null) {
			put(metadata, "scale-set", this.shared.of(set.name()));
			put(metadata, ScaleSetModeMetadata.METADATA, ScaleSetModeMetadata.of(candidate.id()));
		}
		if (details != null) {
			put(metadata, "zone", details.zone());
			put(metadata, "vm-size", details.size());
			put(metadata, "priority", details.priority());
			put(metadata, "computer-name", details.computerName());
		}
		if (this.own.is(candidate, Set.copyOf(all.privates()))) {
			metadata.put("self", "true");
		}
		return metadata;
	}

	private static void put(Map<String, String> metadata, String key, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			metadata.put(key, value);
		}
	}

	/** A region by either of its names: {@code westeurope}, {@code West Europe}. */
	private static String region(String name) {
		return name.toLowerCase(Locale.ROOT).replace(" ", "");
	}

	/**
	 * What speaks against a VM.
	 *
	 * @param kind what sort of reason it is
	 * @param words the reason, for a person
	 */
	private record Objection(Kind kind, String words) {

	}

	/**
	 * What was decided about a VM.
	 *
	 * @param instances the instances it makes
	 * @param rejected what it does not make
	 */
	public record Verdict(List<Instance> instances, List<Rejection> rejected) {

	}

}
