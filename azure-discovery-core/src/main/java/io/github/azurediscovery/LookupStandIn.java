package io.github.azurediscovery;

import io.github.azurediscovery.source.InstanceSource;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the lookups in Azure: one source answers in place of all of them, such as
 * with what another application has found. It may still run the lookups, as a discovery
 * of their own. One stand-in belongs to one discovery, which starts, stops and closes it.
 */
public interface LookupStandIn {

	/**
	 * Return the source to ask in place of the lookups. Called once, when the discovery
	 * is built.
	 * @param lookups what is looked for in Azure, and how
	 * @return the source, which sees the estate as any VM does, and need not know on
	 * which it runs; {@code null} to use the lookups after all
	 * @throws IllegalArgumentException if such lookups cannot be replaced
	 */
	@Nullable InstanceSource replace(AzureLookups lookups);

	/**
	 * Return what is known of the fleet that shares what one of its members finds.
	 * @return the status, or {@code null} if there is no such fleet
	 */
	default @Nullable FleetStatus fleet() {
		return null;
	}

	/** Start what runs beside the source. Called again after {@link #stop()}. */
	default void start() {
	}

	/** Stop what runs beside the source. */
	default void stop() {
	}

	/** Let go of connections and threads. */
	default void close() {
	}

}
