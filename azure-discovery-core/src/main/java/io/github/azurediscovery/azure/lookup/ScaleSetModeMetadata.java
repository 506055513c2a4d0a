package io.github.azurediscovery.azure.lookup;

import java.util.Collection;
import java.util.Locale;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The mode of a scale set as instances carry it in their metadata, and so through a
 * snapshot file into the next life of the application.
 */
public final class ScaleSetModeMetadata {

	/** The key of the metadata. */
	static final String METADATA = "scale-set-mode";

	private static final String FLEXIBLE = "flexible";

	private static final String UNIFORM = "uniform";

	private ScaleSetModeMetadata() {
	}

	/** The mode of the set a VM belongs to: only Uniform sets have VMs of their own. */
	public static String of(AzureResourceId vm) {
		return (vm.scaleSet() != null) ? UNIFORM : FLEXIBLE;
	}

	/**
	 * Whether a scale set is Flexible by the instances that are known of it, {@code null}
	 * if none are.
	 */
	public static @Nullable Boolean of(AzureResourceId set, Collection<Instance> known) {
		return known.stream()
			.filter((instance) -> isOf(instance, set))
			.map((instance) -> FLEXIBLE.equals(instance.metadata().get(METADATA)))
			.findFirst()
			.orElse(null);
	}

	private static boolean isOf(Instance instance, AzureResourceId set) {
		return set.name().equalsIgnoreCase(instance.scaleSet())
				&& set.plainGroup().equalsIgnoreCase(instance.resourceGroup())
				&& set.subscription().toLowerCase(Locale.ROOT).equals(instance.metadata().get("subscription"))
				&& instance.metadata().containsKey(METADATA);
	}

}
