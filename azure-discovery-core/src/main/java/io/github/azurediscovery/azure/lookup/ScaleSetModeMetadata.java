package io.github.azurediscovery.azure.lookup;

import java.util.Collection;
import java.util.Locale;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ScaleSetMode;
import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The mode of a scale set in the metadata of its instances. A snapshot file keeps it, so
 * that the mode is known after a restart.
 */
public final class ScaleSetModeMetadata {

	private static final String KEY = AzureMetadataKeys.SCALE_SET_MODE;

	private static final String FLEXIBLE = "flexible";

	private static final String UNIFORM = "uniform";

	private ScaleSetModeMetadata() {
	}

	/** Return the value for an instance of a set: only Uniform sets nest their VMs. */
	static String value(AzureResourceId vm) {
		return (vm.scaleSet() != null) ? UNIFORM : FLEXIBLE;
	}

	/**
	 * Return the mode of a set by its known instances, {@code null} if none is known.
	 * @param set the scale set
	 * @param known instances of any set
	 */
	public static @Nullable ScaleSetMode find(AzureResourceId set, Collection<Instance> known) {
		return known.stream()
			.filter((instance) -> isOf(instance, set))
			.map((instance) -> FLEXIBLE.equals(instance.metadata().get(KEY)) ? ScaleSetMode.FLEXIBLE
					: ScaleSetMode.UNIFORM)
			.findFirst()
			.orElse(null);
	}

	private static boolean isOf(Instance instance, AzureResourceId set) {
		return set.name().equalsIgnoreCase(instance.scaleSet())
				&& set.plainGroup().equalsIgnoreCase(instance.resourceGroup())
				&& set.subscription()
					.toLowerCase(Locale.ROOT)
					.equals(instance.metadata().get(AzureMetadataKeys.SUBSCRIPTION))
				&& instance.metadata().containsKey(KEY);
	}

}
