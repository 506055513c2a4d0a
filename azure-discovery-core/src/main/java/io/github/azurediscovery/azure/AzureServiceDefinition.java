package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A configured service that Azure knows.
 *
 * @param service the id of the service
 * @param selector which VMs carry it
 * @param port the port, or {@code null} to take it from the VMs' tags
 * @param secure whether callers use TLS, or {@code null} to take it from tags or from the
 * port
 * @param subscription the subscription, or {@code null} for those of the scope
 * @param resourceGroup the resource group, or {@code null} for those of the scope
 * @param interval how often to ask, or {@code null} for {@code refresh.interval}
 */
public record AzureServiceDefinition(String service, Selector selector, @Nullable Integer port,
		@Nullable Boolean secure, @Nullable String subscription, @Nullable String resourceGroup,
		@Nullable Duration interval) {

	/**
	 * A lookup that takes everything else from scope and tags.
	 * @param service the id of the service
	 * @param selector which VMs carry it
	 * @param port the port
	 * @return the lookup
	 */
	public static AzureServiceDefinition of(String service, Selector selector, int port) {
		return new AzureServiceDefinition(service, selector, port, null, null, null, null);
	}

	/** The lookups of a service, each of which is a source of its own. */
	public List<AzureServiceDefinition> each() {
		return (this.selector instanceof ScaleSets sets) ? sets.all().stream().map(this::with).toList() : List.of(this);
	}

	private AzureServiceDefinition with(Selector one) {
		return new AzureServiceDefinition(this.service, one, this.port, this.secure, this.subscription,
				this.resourceGroup, this.interval);
	}

	/** Which VMs carry a service. */
	public sealed interface Selector permits ScaleSet, ScaleSets, Tags, Names {

	}

	/**
	 * The instances of a scale set.
	 *
	 * @param reference its name, its resource id, or {@code self} for this VM's own set;
	 * a name with {@code *}, which stands for any characters, means all sets that match
	 */
	public record ScaleSet(String reference) implements Selector {

		public boolean isSelf() {
			return this.reference.strip().equalsIgnoreCase("self");
		}

		public boolean isResourceId() {
			return this.reference.strip().startsWith("/");
		}

		public boolean isPattern() {
			return !isResourceId() && this.reference.indexOf('*') >= 0;
		}

	}

	/**
	 * The instances of several scale sets. Each is a source of its own, so that one that
	 * cannot be read harms no other.
	 *
	 * @param all the sets, of which there is at least one
	 */
	public record ScaleSets(List<ScaleSet> all) implements Selector {

		public ScaleSets {
			all = all.stream().distinct().toList();
			if (all.isEmpty()) {
				throw new IllegalArgumentException("A service of no scale set has no instances");
			}
		}

	}

	/**
	 * All VMs that carry all of these tags, in scale sets or not.
	 *
	 * @param all every one must match
	 */
	public record Tags(List<TagMatch> all) implements Selector {

		public Tags {
			all = List.copyOf(all);
		}

	}

	/**
	 * The VMs with these names.
	 *
	 * @param patterns names, {@code *} stands for any characters; compared ignoring case
	 */
	public record Names(List<String> patterns) implements Selector {

		public Names {
			patterns = List.copyOf(patterns);
		}

	}

}
