package io.github.azurediscovery.test.arm;

import java.util.List;

import io.github.azurediscovery.test.http.Operation;

/**
 * A limit of Azure. Sizes and rates of Compute are those of Microsoft's page on
 * <a href="https://learn.microsoft.com/azure/virtual-machines/compute-throttling-limits">
 * compute throttling limits</a>, names those of answers that were recorded in 2024; for
 * the virtual machines of a Uniform scale set no answer after 2020 is known, so that
 * theirs are of that year. Those of Azure Resource Manager are documented under <a href=
 * "https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling">
 * request limits and throttling</a>.
 *
 * @param name the name in headers
 * @param capacity how many tokens it holds
 * @param perMinute how many of them come back in a minute
 * @param sharing who shares it
 * @param perItem whether each item of an answer is charged, and not the request
 */
record Bucket(String name, int capacity, double perMinute, Sharing sharing, boolean perItem) {

	static final Bucket READS = new Bucket("subscription-reads", 250, 1500, Sharing.PRINCIPAL, false);

	static final Bucket GLOBAL_READS = new Bucket("subscription-global-reads", 3750, 22_500, Sharing.SUBSCRIPTION,
			false);

	private static final List<Bucket> VMS = List
		.of(new Bucket("HighCostGetSubscriptionMaximum", 900, 300, Sharing.SUBSCRIPTION, false));

	private static final List<Bucket> UNIFORM_VMS = List.of(
			new Bucket("HighCostGetVMScaleSet3Min", 180, 60, Sharing.SUBSCRIPTION, false),
			new Bucket("HighCostGetVMScaleSet30Min", 900, 60, Sharing.SUBSCRIPTION, false),
			new Bucket("VMScaleSetVMViews3Min", 5000, 1667, Sharing.SUBSCRIPTION, true));

	private static final List<Bucket> SETS = List
		.of(new Bucket("HighCostGetVMScaleSetSubscriptionMaximum", 1080, 360, Sharing.SUBSCRIPTION, false));

	private static final List<Bucket> SET = List.of(
			new Bucket("GetVMScaleSetSubscriptionMaximum", 2400, 800, Sharing.SUBSCRIPTION, false),
			new Bucket("GetVMScaleSetResource", 36, 12, Sharing.RESOURCE, false));

	/** The buckets of the Compute provider that a request takes from. */
	static List<Bucket> of(Operation operation) {
		return switch (operation) {
			case VM_LIST, VM_STATUS_LIST, FLEXIBLE_INSTANCE_LIST -> VMS;
			case UNIFORM_INSTANCE_LIST -> UNIFORM_VMS;
			case SCALE_SET_LIST -> SETS;
			case SCALE_SET_GET -> SET;
			default -> List.of();
		};
	}

	/** Who shares a bucket. */
	enum Sharing {

		/** Everybody who asks for one resource. */
		RESOURCE,

		/** Everybody in the subscription. */
		SUBSCRIPTION,

		/** One identity in the subscription. */
		PRINCIPAL

	}

}
