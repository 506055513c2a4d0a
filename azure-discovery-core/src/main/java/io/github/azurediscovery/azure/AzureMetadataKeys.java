package io.github.azurediscovery.azure;

import java.util.Set;

/**
 * The keys of the metadata that discovery itself sets on instances on Azure. No tag can
 * set them.
 */
public final class AzureMetadataKeys {

	/** {@code true} on this VM. */
	public static final String SELF = "self";

	/** The name of the VM. */
	public static final String VM_NAME = "vm-name";

	/** The region. */
	public static final String REGION = "region";

	/** The availability zone. */
	public static final String ZONE = "zone";

	/** The id of the subscription, in lower case. */
	public static final String SUBSCRIPTION = "subscription";

	/** The resource group, in lower case. */
	public static final String RESOURCE_GROUP = "resource-group";

	/** The name of the scale set. */
	public static final String SCALE_SET = "scale-set";

	/** {@code uniform} or {@code flexible}, of a scale set. */
	public static final String SCALE_SET_MODE = "scale-set-mode";

	/** The size of the VM. */
	public static final String VM_SIZE = "vm-size";

	/** {@code Spot} or {@code Regular}. */
	public static final String PRIORITY = "priority";

	/** The host name of the guest. */
	public static final String COMPUTER_NAME = "computer-name";

	/** The resource id, only where details are asked for. */
	public static final String RESOURCE_ID = "resource-id";

	/** {@code Linux} or {@code Windows}, only where details are asked for. */
	public static final String OS_TYPE = "os-type";

	/** All of them. */
	public static final Set<String> ALL = Set.of(SELF, VM_NAME, REGION, ZONE, SUBSCRIPTION, RESOURCE_GROUP, SCALE_SET,
			SCALE_SET_MODE, VM_SIZE, PRIORITY, COMPUTER_NAME, RESOURCE_ID, OS_TYPE);

	private AzureMetadataKeys() {
	}

}
