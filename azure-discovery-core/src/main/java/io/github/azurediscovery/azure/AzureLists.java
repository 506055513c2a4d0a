package io.github.azurediscovery.azure;

import java.util.List;
import java.util.Map;

/**
 * All that is ever asked of Azure Resource Manager: lists, and one scale set's model.
 * Complete answers only.
 */
interface AzureLists {

	/**
	 * Get ready to list in a subscription, without waiting: to build a client of the SDK
	 * takes a while, and the first token can be fetched meanwhile.
	 * @param subscription the subscription
	 * @param calls runs what there is to do, side by side
	 */
	default void prepare(String subscription, Calls calls) {
	}

	/** What is known of a subscription's limits. */
	Limits limits(String subscription);

	/** VMs and scale sets with their tags; Compute is not asked. */
	List<Resource> resources(Place place, Tally tally) throws ListException, InterruptedException;

	/** Network interfaces of standalone VMs and of Flexible sets. */
	List<Nic> nics(Place place, Tally tally) throws ListException, InterruptedException;

	/** Public addresses by resource id, without those of Uniform sets. */
	Map<ResourceId, String> publicAddresses(Place place, Tally tally) throws ListException, InterruptedException;

	/** Standalone VMs and those of Flexible sets, without power state. */
	List<VmDetails> vms(Place place, Tally tally) throws ListException, InterruptedException;

	/** Power states of all VMs of a subscription. */
	List<VmDetails> powerStates(String subscription, Tally tally) throws ListException, InterruptedException;

	/** The model of a scale set. */
	ScaleSetModel scaleSet(ResourceId set, Tally tally) throws ListException, InterruptedException;

	/** Network interfaces of a Uniform set, those of over-provisioned VMs included. */
	List<Nic> setNics(ResourceId set, Tally tally) throws ListException, InterruptedException;

	/** Public addresses of a Uniform set by resource id. */
	Map<ResourceId, String> setPublicAddresses(ResourceId set, Tally tally) throws ListException, InterruptedException;

	/** VMs of a Uniform set, with power state and health. */
	List<VmDetails> setVms(ResourceId set, Tally tally) throws ListException, InterruptedException;

	/** VMs of a Flexible set, with power state and health. */
	List<VmDetails> flexibleVms(ResourceId set, Tally tally) throws ListException, InterruptedException;

}
