package io.github.azurediscovery.azure.arm;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;

/**
 * The requests to Azure Resource Manager: lists and the models of scale sets. A list is
 * complete or the call fails.
 */
public interface ArmClient {

	/**
	 * Start creating the clients for a subscription without waiting. Creating a client of
	 * the SDK takes a while, during which the first token can be fetched.
	 * @param subscription the subscription
	 * @param calls runs the work concurrently
	 */
	default void warmUp(String subscription, ConcurrentArmCalls calls) {
	}

	/** Return the rate limits of a subscription. */
	SubscriptionRateLimits rateLimits(String subscription);

	/** List VMs and scale sets with their tags, without a request to Compute. */
	List<ListedResource> resources(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/** List the network interfaces of standalone VMs and of Flexible sets. */
	List<Nic> nics(ResourceListScope scope, ArmRequestCounter counter) throws ArmAccessException, InterruptedException;

	/** List public addresses by resource id, without those of Uniform sets. */
	Map<AzureResourceId, String> publicAddresses(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/** List standalone VMs and those of Flexible sets, without power state. */
	List<VmDetails> vms(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/** List the power states of all VMs of a subscription. */
	List<VmDetails> powerStates(String subscription, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/** Read the model of a scale set. */
	ScaleSetModel scaleSet(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/**
	 * List the network interfaces of a Uniform set, including those of over-provisioned
	 * VMs.
	 */
	List<Nic> setNics(AzureResourceId set, ArmRequestCounter counter) throws ArmAccessException, InterruptedException;

	/** List the public addresses of a Uniform set by resource id. */
	Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/** List the VMs of a Uniform set, with power state and health. */
	List<VmDetails> setVms(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/** List the VMs of a Flexible set, with power state and health. */
	List<VmDetails> flexibleVms(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

}
