package io.github.azurediscovery.azure.http;

/**
 * A kind of request to Azure Resource Manager, with its rate limit and the permission it
 * needs.
 */
public enum ArmOperation {

	RESOURCES("resources", Family.RESOURCES, "VMs and scale sets", "Microsoft.Compute/virtualMachines/read"),

	NETWORK_INTERFACES("network-interfaces", Family.NETWORK, "network interfaces",
			"Microsoft.Network/networkInterfaces/read"),

	PUBLIC_ADDRESSES("public-addresses", Family.NETWORK, "public addresses",
			"Microsoft.Network/publicIPAddresses/read"),

	SET_NETWORK_INTERFACES("set-network-interfaces", Family.NETWORK, "network interfaces of a scale set",
			"Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read"),

	SET_PUBLIC_ADDRESSES("set-public-addresses", Family.NETWORK, "public addresses of a scale set",
			"Microsoft.Compute/virtualMachineScaleSets/publicIPAddresses/read"),

	SCALE_SET("scale-set", Family.SCALE_SETS, "a scale set", "Microsoft.Compute/virtualMachineScaleSets/read"),

	SET_VMS("set-vms", Family.COMPUTE, "VMs of a scale set",
			"Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read"),

	FLEXIBLE_VMS("flexible-vms", Family.COMPUTE, "VMs of a flexible scale set",
			"Microsoft.Compute/virtualMachines/read"),

	VMS("vms", Family.COMPUTE, "VMs", "Microsoft.Compute/virtualMachines/read"),

	POWER_STATES("power-states", Family.COMPUTE, "power states of a subscription",
			"Microsoft.Compute/virtualMachines/read");

	private final String id;

	private final Family family;

	private final String subject;

	private final String action;

	ArmOperation(String id, Family family, String subject, String action) {
		this.id = id;
		this.family = family;
		this.subject = subject;
		this.action = action;
	}

	/** Return whether the response is a list, not a single resource. */
	boolean list() {
		return this != SCALE_SET;
	}

	/** Return the name in metrics. */
	String id() {
		return this.id;
	}

	public Family family() {
		return this.family;
	}

	/** Return what is listed, for messages. */
	public String subject() {
		return this.subject;
	}

	/** Return the action that a role must allow. */
	public String action() {
		return this.action;
	}

	/**
	 * Operations that share one rate limit. Reading one scale set has a separate limit
	 * (Compute throttling limits on Microsoft Learn) and is throttled separately, so that
	 * an unknown set is found even while Compute throttles lists.
	 */
	enum Family {

		COMPUTE, SCALE_SETS, NETWORK, RESOURCES

	}

}
