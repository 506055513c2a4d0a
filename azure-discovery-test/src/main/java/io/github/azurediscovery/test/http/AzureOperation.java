package io.github.azurediscovery.test.http;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a request asks for. Requests are counted, and faults strike, by operation. The
 * pages of one list are requests of the same operation.
 */
public enum AzureOperation {

	/** The model of virtual machines, of a resource group or a subscription. */
	VM_LIST,

	/** The power state of all virtual machines of a subscription. */
	VM_STATUS_LIST,

	/** The instances of one Flexible scale set: the filtered virtual machine list. */
	FLEXIBLE_INSTANCE_LIST,

	/** The instances of one Uniform scale set. */
	UNIFORM_INSTANCE_LIST,

	/** The network interfaces of one Uniform scale set. */
	UNIFORM_NIC_LIST,

	/** The network interfaces of a resource group or a subscription. */
	NIC_LIST,

	/** The public addresses of a resource group or a subscription. */
	PUBLIC_IP_LIST,

	/** The public addresses of one Uniform scale set. */
	UNIFORM_PUBLIC_IP_LIST,

	/** One scale set. */
	SCALE_SET_GET,

	/** The scale sets of a resource group or a subscription. */
	SCALE_SET_LIST,

	/** ARM's own list of tracked resources. */
	RESOURCE_LIST,

	/** Any other request to Azure Resource Manager. */
	ARM_OTHER,

	/** The instance document of the metadata service, or its {@code compute} part. */
	IMDS_INSTANCE,

	/** The network part of the instance document. */
	IMDS_NETWORK,

	/** A token of the managed identity. */
	IMDS_TOKEN,

	/** Read the scheduled events. */
	SCHEDULED_EVENTS,

	/** Approve scheduled events. */
	SCHEDULED_EVENTS_START,

	/** Any other request to the metadata service. */
	IMDS_OTHER,

	/** A token of an application. */
	ENTRA_TOKEN,

	/** Any other request to Microsoft Entra ID. */
	ENTRA_OTHER,

	/** Read a blob. */
	BLOB_GET,

	/** Write a blob. */
	BLOB_PUT,

	/** Delete a blob. */
	BLOB_DELETE,

	/** Acquire, renew, release or break a lease. */
	BLOB_LEASE,

	/** List the blobs of a container. */
	BLOB_LIST,

	/** Any other request to the Blob service. */
	BLOB_OTHER;

	/**
	 * Return every operation of Azure Resource Manager.
	 * @return a new set
	 */
	public static Set<AzureOperation> arm() {
		return EnumSet.range(VM_LIST, ARM_OTHER);
	}

	/**
	 * Return the lists that answer which VMs exist and at which address, which the
	 * Compute provider does not serve.
	 * @return a new set
	 */
	public static Set<AzureOperation> membership() {
		return EnumSet.of(UNIFORM_NIC_LIST, NIC_LIST, PUBLIC_IP_LIST, UNIFORM_PUBLIC_IP_LIST, RESOURCE_LIST);
	}

	/**
	 * Return the lists of the Compute provider, whose quota the whole subscription
	 * shares.
	 * @return a new set
	 */
	public static Set<AzureOperation> compute() {
		return EnumSet.of(VM_LIST, VM_STATUS_LIST, FLEXIBLE_INSTANCE_LIST, UNIFORM_INSTANCE_LIST, SCALE_SET_GET,
				SCALE_SET_LIST);
	}

	/**
	 * Return the lists that answer whether instances run and are healthy.
	 * @return a new set
	 */
	public static Set<AzureOperation> status() {
		return EnumSet.of(VM_LIST, VM_STATUS_LIST, FLEXIBLE_INSTANCE_LIST, UNIFORM_INSTANCE_LIST);
	}

	/**
	 * Return every operation of the metadata service.
	 * @return a new set
	 */
	public static Set<AzureOperation> imds() {
		return EnumSet.range(IMDS_INSTANCE, IMDS_OTHER);
	}

	/**
	 * Return every operation of Microsoft Entra ID.
	 * @return a new set
	 */
	public static Set<AzureOperation> entra() {
		return EnumSet.of(ENTRA_TOKEN, ENTRA_OTHER);
	}

	/**
	 * Return every operation of the Blob service.
	 * @return a new set
	 */
	public static Set<AzureOperation> blob() {
		return EnumSet.range(BLOB_GET, BLOB_OTHER);
	}

}
