package io.github.azurediscovery.test.arm;

import java.util.List;

import io.github.azurediscovery.test.http.AzureOperation;

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
record ThrottlingLimit(String name, int capacity, double perMinute, Sharing sharing, boolean perItem) {

	static final ThrottlingLimit READS = new ThrottlingLimit("subscription-reads", 250, 1500, Sharing.PRINCIPAL, false);

	static final ThrottlingLimit GLOBAL_READS = new ThrottlingLimit("subscription-global-reads", 3750, 22_500,
			Sharing.SUBSCRIPTION, false);

	private static final List<ThrottlingLimit> VMS = List
		.of(new ThrottlingLimit("HighCostGetSubscriptionMaximum", 900, 300, Sharing.SUBSCRIPTION, false));

	private static final List<ThrottlingLimit> UNIFORM_VMS = List.of(
			new ThrottlingLimit("HighCostGetVMScaleSet3Min", 180, 60, Sharing.SUBSCRIPTION, false),
			new ThrottlingLimit("HighCostGetVMScaleSet30Min", 900, 60, Sharing.SUBSCRIPTION, false),
			new ThrottlingLimit("VMScaleSetVMViews3Min", 5000, 1667, Sharing.SUBSCRIPTION, true));

	private static final List<ThrottlingLimit> SETS = List
		.of(new ThrottlingLimit("HighCostGetVMScaleSetSubscriptionMaximum", 1080, 360, Sharing.SUBSCRIPTION, false));

	private static final List<ThrottlingLimit> SET = List.of(
			new ThrottlingLimit("GetVMScaleSetSubscriptionMaximum", 2400, 800, Sharing.SUBSCRIPTION, false),
			new ThrottlingLimit("GetVMScaleSetResource", 36, 12, Sharing.RESOURCE, false));

	/** The buckets of the Compute provider that a request takes from. */
	static List<ThrottlingLimit> of(AzureOperation operation) {
		return switch (operation) {
			case VM_LIST, VM_STATUS_LIST, FLEXIBLE_INSTANCE_LIST -> VMS;
			case UNIFORM_INSTANCE_LIST -> UNIFORM_VMS;
			case SCALE_SET_LIST -> SETS;
			case SCALE_SET_GET -> SET;
			default -> List.of();
		};
	}

	/** Which requests share a bucket. */
	enum Sharing {

		/** All requests for one resource. */
		RESOURCE,

		/** All requests in the subscription. */
		SUBSCRIPTION,

		/** The requests of one identity in the subscription. */
		PRINCIPAL

	}

}
