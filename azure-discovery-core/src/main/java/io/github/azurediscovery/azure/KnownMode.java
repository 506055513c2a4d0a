package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.Locale;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The mode of a scale set as instances carry it in their metadata, and so through a
 * snapshot file into the next life of the application.
 */
final class KnownMode {

	/** The key of the metadata. */
	static final String METADATA = "scale-set-mode";

	private static final String FLEXIBLE = "flexible";

	private static final String UNIFORM = "uniform";

	private KnownMode() {
	}

	/** The mode of the set a VM belongs to: only Uniform sets have VMs of their own. */
	static String of(ResourceId vm) {
		return (vm.scaleSet() != null) ? UNIFORM : FLEXIBLE;
	}

	/**
	 * Whether a scale set is Flexible by the instances that are known of it, {@code null}
	 * if none are.
	 */
	static @Nullable Boolean of(ResourceId set, Collection<Instance> known) {
		return known.stream()
			.filter((instance) -> isOf(instance, set))
			.map((instance) -> FLEXIBLE.equals(instance.metadata().get(METADATA)))
			.findFirst()
			.orElse(null);
	}

	private static boolean isOf(Instance instance, ResourceId set) {
		return set.name().equalsIgnoreCase(instance.scaleSet())
				&& set.plainGroup().equalsIgnoreCase(instance.resourceGroup())
				&& set.subscription().toLowerCase(Locale.ROOT).equals(instance.metadata().get("subscription"))
				&& instance.metadata().containsKey(METADATA);
	}

}
