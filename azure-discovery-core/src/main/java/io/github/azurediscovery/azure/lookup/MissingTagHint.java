package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.azure.inventory.ScopeVmListing;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Explains why tags select no VM although there are VMs: the tag is spelt differently or
 * is on the network interfaces.
 */
final class MissingTagHint {

	private static final int MOST_SIMILAR = 5;

	private MissingTagHint() {
	}

	static @Nullable String of(ScopeVmListing listing, String wanted) {
		List<ListedResource> resources = new ArrayList<>(listing.vms().values());
		resources.addAll(listing.sets().values());
		if (resources.isEmpty()) {
			return null;
		}
		StringBuilder text = new StringBuilder().append(listing.vms().size())
			.append(" VMs and ")
			.append(listing.sets().size())
			.append(" scale sets seen, none carries tag ")
			.append(wanted);
		similar(resources.stream().map(ListedResource::tags).toList(), wanted).entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.limit(MOST_SIMILAR)
			.forEach((tag) -> text.append("; ")
				.append(tag.getValue())
				.append(" carry ")
				.append(VisibleText.of(tag.getKey())));
		long onNics = listing.nics()
			.values()
			.stream()
			.filter((nics) -> nics.stream().anyMatch((nic) -> nic.tags().get(wanted) != null))
			.count();
		if (onNics > 0) {
			text.append("; ")
				.append(onNics)
				.append(" carry it on their network interfaces, see azure.discovery.tags.scope");
		}
		return text.toString();
	}

	private static Map<String, Integer> similar(Collection<ResourceTags> tags, String wanted) {
		String tail = tail(wanted);
		Map<String, Integer> similar = new TreeMap<>();
		for (ResourceTags set : tags) {
			set.asMap().keySet().forEach((name) -> {
				if (tail(name).equals(tail) || plain(name).equals(plain(wanted))) {
					similar.merge(name, 1, Integer::sum);
				}
			});
		}
		return similar;
	}

	/** Return the name without prefix, case and separators. */
	private static String tail(String name) {
		int service = name.toLowerCase(Locale.ROOT).lastIndexOf("service");
		return plain((service > 0) ? name.substring(service) : name);
	}

	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

}
