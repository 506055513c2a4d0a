package io.github.azurediscovery.imds;

import org.jspecify.annotations.Nullable;

/**
 * What became of asking the instance metadata service which VM this is. Only where no TCP
 * connection comes about may this machine be elsewhere than on Azure; a service that
 * accepts a connection and then is slow, breaks off, refuses or answers something else is
 * a failing one.
 *
 * @param metadata this VM, or {@code null} if that is not known
 * @param failure why the service failed, for a person, or {@code null} if it did not
 */
public record InstanceMetadataLookup(@Nullable InstanceMetadata metadata, @Nullable String failure) {

	static final InstanceMetadataLookup ABSENT = new InstanceMetadataLookup(null, null);

	static InstanceMetadataLookup found(InstanceMetadata metadata) {
		return new InstanceMetadataLookup(metadata, null);
	}

	static InstanceMetadataLookup failed(String failure) {
		return new InstanceMetadataLookup(null, failure);
	}

	/**
	 * Return whether nothing listens at the address of the metadata service.
	 * @return whether no TCP connection came about
	 */
	public boolean absent() {
		return this.metadata == null && this.failure == null;
	}

}
