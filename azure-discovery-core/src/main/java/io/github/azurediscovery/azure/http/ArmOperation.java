package io.github.azurediscovery.azure.http;

/** A kind of request to Azure Resource Manager, what limits it, and what it takes. */
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

	/** Whether a list is asked for, and not a single resource. */
	boolean list() {
		return this != SCALE_SET;
	}

	/** The name in metrics. */
	String id() {
		return this.id;
	}

	public Family family() {
		return this.family;
	}

	/** What is listed, in words. */
	public String subject() {
		return this.subject;
	}

	/** The action that a role must allow. */
	public String action() {
		return this.action;
	}

	/**
	 * Operations that share one limit. Reading one scale set has a limit of its own
	 * (Compute throttling limits on Microsoft Learn), and must have: a set of which
	 * nothing is known yet would stay hidden for as long as Compute refuses lists.
	 */
	enum Family {

		COMPUTE, SCALE_SETS, NETWORK, RESOURCES

	}

}
