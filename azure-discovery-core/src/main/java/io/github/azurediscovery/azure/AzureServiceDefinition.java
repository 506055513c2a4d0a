package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A configured service whose instances are VMs in Azure.
 *
 * @param service the id of the service
 * @param selector selects the VMs that serve it
 * @param port the port, or {@code null} to read it from the tags of the VM
 * @param secure whether callers use TLS, or {@code null} to derive it from the tags of
 * the VM or from the port
 * @param subscription the subscription, or {@code null} for those of the scope
 * @param resourceGroup the resource group, or {@code null} for those of the scope
 * @param interval the time between two refreshes, or {@code null} for
 * {@code refresh.interval}
 */
public record AzureServiceDefinition(String service, Selector selector, @Nullable Integer port,
		@Nullable Boolean secure, @Nullable String subscription, @Nullable String resourceGroup,
		@Nullable Duration interval) {

	/**
	 * Return a definition that takes everything else from scope and tags.
	 * @param service the id of the service
	 * @param selector selects the VMs that serve it
	 * @param port the port
	 */
	public static AzureServiceDefinition of(String service, Selector selector, int port) {
		return builder(service, selector).port(port).build();
	}

	/**
	 * Return a builder.
	 * @param service the id of the service
	 * @param selector selects the VMs that serve it
	 */
	public static Builder builder(String service, Selector selector) {
		return new Builder(service, selector);
	}

	/** Return one definition for each scale set: each becomes a source of its own. */
	public List<AzureServiceDefinition> expand() {
		return (this.selector instanceof ScaleSets sets) ? sets.all().stream().map(this::withSelector).toList()
				: List.of(this);
	}

	private AzureServiceDefinition withSelector(Selector other) {
		return new AzureServiceDefinition(this.service, other, this.port, this.secure, this.subscription,
				this.resourceGroup, this.interval);
	}

	/** Selects the VMs that serve a service. */
	public sealed interface Selector permits ScaleSet, ScaleSets, Tags, Names {

	}

	/**
	 * The instances of a scale set.
	 *
	 * @param reference its name, its resource id, or {@code self} for the set of this VM;
	 * a name with {@code *}, which stands for any characters, selects all sets that match
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
	 * The instances of several scale sets. Each set is a source of its own, so that a set
	 * that cannot be read does not affect the others.
	 *
	 * @param all the sets, at least one
	 */
	public record ScaleSets(List<ScaleSet> all) implements Selector {

		public ScaleSets {
			all = all.stream().distinct().toList();
			if (all.isEmpty()) {
				throw new IllegalArgumentException("A service of scale sets needs at least one scale set");
			}
		}

	}

	/**
	 * All VMs that have all of these tags, in scale sets or not.
	 *
	 * @param all the tags that must match
	 */
	public record Tags(List<ResourceTagMatch> all) implements Selector {

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

	/** Builds an {@link AzureServiceDefinition}. What is not set is {@code null}. */
	public static final class Builder {

		private final String service;

		private final Selector selector;

		private @Nullable Integer port;

		private @Nullable Boolean secure;

		private @Nullable String subscription;

		private @Nullable String resourceGroup;

		private @Nullable Duration interval;

		private Builder(String service, Selector selector) {
			this.service = service;
			this.selector = selector;
		}

		/** Set the port; {@code null} reads it from the tags of the VM. */
		public Builder port(@Nullable Integer port) {
			this.port = port;
			return this;
		}

		/** Set whether callers use TLS; {@code null} derives it from tags or port. */
		public Builder secure(@Nullable Boolean secure) {
			this.secure = secure;
			return this;
		}

		/** Set the subscription in place of those of the scope. */
		public Builder subscription(@Nullable String subscription) {
			this.subscription = subscription;
			return this;
		}

		/** Set the resource group in place of those of the scope. */
		public Builder resourceGroup(@Nullable String resourceGroup) {
			this.resourceGroup = resourceGroup;
			return this;
		}

		/** Set the time between two refreshes in place of {@code refresh.interval}. */
		public Builder interval(@Nullable Duration interval) {
			this.interval = interval;
			return this;
		}

		/** Build the definition. */
		public AzureServiceDefinition build() {
			return new AzureServiceDefinition(this.service, this.selector, this.port, this.secure, this.subscription,
					this.resourceGroup, this.interval);
		}

	}

}
