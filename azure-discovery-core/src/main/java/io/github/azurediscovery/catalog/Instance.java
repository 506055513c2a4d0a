package io.github.azurediscovery.catalog;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One address that serves a service, on one VM. Immutable.
 *
 * @param id the stable identity, which two discoveries of the same estate agree on; of a
 * VM a name-based UUID of its resource id, with {@code :port} where one VM carries
 * several services
 * @param vmId the {@code vmId} of Azure; the identity itself where that is not known
 * @param service the id of the service, lower case and a valid host name
 * @param name the name Azure shows for the VM
 * @param host the address callers use; IPv6 in brackets
 * @param port the port callers use, 1 to 65535
 * @param secure whether callers use TLS
 * @param addresses every address Azure knows of the VM
 * @param zone the availability zone, where there is one
 * @param region the Azure region, where known
 * @param scaleSet the name of the scale set, where there is one
 * @param resourceGroup the resource group, where known
 * @param source the name of the source that found the instance
 * @param metadata what else callers may want to know; sorted, without null
 * @param platform Azure's own word about the VM; not part of the content
 * @param held whether the instance is missing from an answer and kept by the guard; not
 * part of the content
 * @param unconfirmed whether only a network interface was seen and no VM yet; not part of
 * the content
 */
public record Instance(String id, String vmId, String service, String name, String host, int port, boolean secure,
		VmAddresses addresses, @Nullable String zone, @Nullable String region, @Nullable String scaleSet,
		@Nullable String resourceGroup, String source, Map<String, String> metadata, PlatformStatus platform,
		boolean held, boolean unconfirmed) {

	public Instance {
		metadata = CompactMetadata.of(metadata);
	}

	/**
	 * Start an instance.
	 * @param id the stable identity, also taken as {@code vmId} unless that is set
	 * @param service the id of the service
	 * @param host the address, IPv6 in brackets
	 * @param port the port
	 * @return a builder
	 */
	public static Builder of(String id, String service, String host, int port) {
		return new Builder(id, service, host, port);
	}

	/**
	 * Return a builder that starts from this instance.
	 * @return a builder
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Return whether another instance with the same id is a VM that took the place of
	 * this one under its name, as far as Azure reports the {@code vmId} of both.
	 * @param other an instance with the same id and service
	 * @return whether the VMs are known to differ
	 */
	public boolean isReplacedBy(Instance other) {
		return !this.vmId.equals(other.vmId) && !this.id.startsWith(this.vmId) && !other.id.startsWith(other.vmId);
	}

	/**
	 * Return the parts of the content in which the other instance differs. Platform
	 * status, {@code held} and {@code unconfirmed} are no content.
	 * @param other an instance with the same id and service
	 * @return the differing fields, empty if the content is the same
	 */
	public Set<Field> differences(Instance other) {
		Set<Field> fields = EnumSet.noneOf(Field.class);
		for (Field field : Field.values()) {
			if (!Objects.equals(field.of(this), field.of(other))) {
				fields.add(field);
			}
		}
		return fields;
	}

	/** A part of an instance's content. */
	public enum Field {

		/** The name Azure shows. */
		NAME,
		/** The address callers use. */
		HOST,
		/** The port callers use. */
		PORT,
		/** Whether callers use TLS. */
		SECURE,
		/** All known addresses. */
		ADDRESSES,
		/** Zone, region, scale set or resource group. */
		PLACE,
		/** The source that found it. */
		SOURCE,
		/** The metadata. */
		METADATA;

		@Nullable Object of(Instance instance) {
			return switch (this) {
				case NAME -> instance.name;
				case HOST -> instance.host;
				case PORT -> instance.port;
				case SECURE -> instance.secure;
				case ADDRESSES -> instance.addresses;
				case PLACE ->
					java.util.Arrays.asList(instance.zone, instance.region, instance.scaleSet, instance.resourceGroup);
				case SOURCE -> instance.source;
				case METADATA -> instance.metadata;
			};
		}

	}

	/** Builds an {@link Instance}. Not thread-safe. */
	public static final class Builder {

		private final String id;

		private final String service;

		private String host;

		private int port;

		private String vmId;

		private String name;

		private boolean secure;

		private VmAddresses addresses = VmAddresses.NONE;

		private @Nullable String zone;

		private @Nullable String region;

		private @Nullable String scaleSet;

		private @Nullable String resourceGroup;

		private String source = "";

		private Map<String, String> metadata = Map.of();

		private PlatformStatus platform = PlatformStatus.UNKNOWN;

		private boolean held;

		private boolean unconfirmed;

		private Builder(String id, String service, String host, int port) {
			this.id = id;
			this.service = service;
			this.host = host;
			this.port = port;
			this.vmId = id;
			this.name = id;
		}

		private Builder(Instance from) {
			this(from.id, from.service, from.host, from.port);
			this.vmId = from.vmId;
			this.name = from.name;
			this.secure = from.secure;
			this.addresses = from.addresses;
			this.zone = from.zone;
			this.region = from.region;
			this.scaleSet = from.scaleSet;
			this.resourceGroup = from.resourceGroup;
			this.source = from.source;
			this.metadata = from.metadata;
			this.platform = from.platform;
			this.held = from.held;
			this.unconfirmed = from.unconfirmed;
		}

		public Builder host(String host) {
			this.host = host;
			return this;
		}

		public Builder port(int port) {
			this.port = port;
			return this;
		}

		public Builder vmId(String vmId) {
			this.vmId = vmId;
			return this;
		}

		public Builder name(String name) {
			this.name = name;
			return this;
		}

		public Builder secure(boolean secure) {
			this.secure = secure;
			return this;
		}

		public Builder addresses(VmAddresses addresses) {
			this.addresses = addresses;
			return this;
		}

		public Builder zone(@Nullable String zone) {
			this.zone = zone;
			return this;
		}

		public Builder region(@Nullable String region) {
			this.region = region;
			return this;
		}

		public Builder scaleSet(@Nullable String scaleSet) {
			this.scaleSet = scaleSet;
			return this;
		}

		public Builder resourceGroup(@Nullable String resourceGroup) {
			this.resourceGroup = resourceGroup;
			return this;
		}

		public Builder source(String source) {
			this.source = source;
			return this;
		}

		public Builder metadata(Map<String, String> metadata) {
			this.metadata = metadata;
			return this;
		}

		public Builder platform(PlatformStatus platform) {
			this.platform = platform;
			return this;
		}

		public Builder held(boolean held) {
			this.held = held;
			return this;
		}

		public Builder unconfirmed(boolean unconfirmed) {
			this.unconfirmed = unconfirmed;
			return this;
		}

		public Instance build() {
			return new Instance(this.id, this.vmId, this.service, this.name, this.host, this.port, this.secure,
					this.addresses, this.zone, this.region, this.scaleSet, this.resourceGroup, this.source,
					this.metadata, this.platform, this.held, this.unconfirmed);
		}

	}

}
