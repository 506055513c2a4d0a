package io.github.azurediscovery.azure.arm;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;

/**
 * All that is ever asked of Azure Resource Manager: lists, and one scale set's model.
 * Complete answers only.
 */
public interface ArmClient {

	/**
	 * Get ready to list in a subscription, without waiting: to build a client of the SDK
	 * takes a while, and the first token can be fetched meanwhile.
	 * @param subscription the subscription
	 * @param calls runs what there is to do, side by side
	 */
	default void prepare(String subscription, ConcurrentCalls calls) {
	}

	/** What is known of a subscription's limits. */
	SubscriptionRateLimits limits(String subscription);

	/** VMs and scale sets with their tags; Compute is not asked. */
	List<ListedResource> resources(ListScope place, RequestCounter tally)
			throws ArmAccessException, InterruptedException;

	/** Network interfaces of standalone VMs and of Flexible sets. */
	List<Nic> nics(ListScope place, RequestCounter tally) throws ArmAccessException, InterruptedException;

	/** Public addresses by resource id, without those of Uniform sets. */
	Map<AzureResourceId, String> publicAddresses(ListScope place, RequestCounter tally)
			throws ArmAccessException, InterruptedException;

	/** Standalone VMs and those of Flexible sets, without power state. */
	List<VmDetails> vms(ListScope place, RequestCounter tally) throws ArmAccessException, InterruptedException;

	/** Power states of all VMs of a subscription. */
	List<VmDetails> powerStates(String subscription, RequestCounter tally)
			throws ArmAccessException, InterruptedException;

	/** The model of a scale set. */
	ScaleSetModel scaleSet(AzureResourceId set, RequestCounter tally) throws ArmAccessException, InterruptedException;

	/** Network interfaces of a Uniform set, those of over-provisioned VMs included. */
	List<Nic> setNics(AzureResourceId set, RequestCounter tally) throws ArmAccessException, InterruptedException;

	/** Public addresses of a Uniform set by resource id. */
	Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException;

	/** VMs of a Uniform set, with power state and health. */
	List<VmDetails> setVms(AzureResourceId set, RequestCounter tally) throws ArmAccessException, InterruptedException;

	/** VMs of a Flexible set, with power state and health. */
	List<VmDetails> flexibleVms(AzureResourceId set, RequestCounter tally)
			throws ArmAccessException, InterruptedException;

}
