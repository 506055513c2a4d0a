package io.github.azurediscovery.test;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

import io.github.azurediscovery.test.arm.SimulatedAccess;
import io.github.azurediscovery.test.arm.SimulatedArm;
import io.github.azurediscovery.test.arm.SimulatedQuotas;
import io.github.azurediscovery.test.entra.SimulatedEntra;
import io.github.azurediscovery.test.estate.AzureEstate;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedSubscription;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.ActiveFaults;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.RequestLog;
import io.github.azurediscovery.test.imds.SimulatedImds;

/**
 * An Azure in this process, served over HTTP on 127.0.0.1: Azure Resource Manager, the
 * instance metadata service and, when asked for, Microsoft Entra ID, each on a port of
 * its own. What exists, who may read it and what goes wrong can be changed at any time,
 * from any thread.
 */
public final class SimulatedAzure implements AutoCloseable {

	/** The subscription of everything that is made without naming one. */
	public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

	/** The resource group of everything that is made without naming one. */
	public static final String RESOURCE_GROUP = "shop";

	private final ExecutorService executor = EndpointServers.threads();

	private final AzureEstate estate = new AzureEstate(this::changed);

	private final SimulatedAccess access = new SimulatedAccess(this::changed);

	private final SimulatedQuotas quotas = new SimulatedQuotas(InstantSource.system());

	private final ActiveFaults faults = new ActiveFaults();

	private final RequestLog requests = new RequestLog();

	private final SimulatedArm arm = new SimulatedArm(this.estate, this.access, this.quotas, this.executor);

	private final SimulatedImds imds = new SimulatedImds(this.estate, InstantSource.system());

	private final EndpointServers listeners;

	private SimulatedAzure(int armPort, int imdsPort) {
		this.listeners = new EndpointServers(armPort, this.arm, imdsPort, this.imds, this.requests, this.faults,
				this.executor);
	}

	/**
	 * Start an empty Azure on free ports.
	 * @return a running Azure, to be closed
	 */
	public static SimulatedAzure start() {
		return new SimulatedAzure(0, 0);
	}

	/**
	 * Start an empty Azure on given ports.
	 * @param armPort the port of Azure Resource Manager, 0 for a free one
	 * @param imdsPort the port of the metadata service, 0 for a free one
	 * @return a running Azure, to be closed
	 * @throws java.io.UncheckedIOException if a port is taken
	 */
	public static SimulatedAzure start(int armPort, int imdsPort) {
		return new SimulatedAzure(armPort, imdsPort);
	}

	/**
	 * Return where Azure Resource Manager listens.
	 * @return for {@code azure.discovery.endpoints.resource-manager}
	 */
	public URI armEndpoint() {
		return this.listeners.armEndpoint();
	}

	/**
	 * Return where the metadata service listens.
	 * @return for {@code azure.discovery.endpoints.imds}
	 */
	public URI imdsEndpoint() {
		return this.listeners.imdsEndpoint();
	}

	/**
	 * Return the properties that make Azure Discovery use this Azure: the endpoints, no
	 * credential, and as scope the subscriptions and resource groups that exist now.
	 * @return properties by name
	 */
	public Map<String, String> properties() {
		return DiscoveryProperties.of(this.listeners, this.estate);
	}

	/**
	 * Return a subscription, creating it if need be.
	 * @param id its id
	 * @return the subscription
	 */
	public SimulatedSubscription subscription(String id) {
		return this.estate.subscription(id);
	}

	/**
	 * Return a resource group of the subscription {@link #SUBSCRIPTION}, creating it if
	 * need be.
	 * @param name its name
	 * @return the resource group
	 */
	public SimulatedResourceGroup resourceGroup(String name) {
		return subscription(SUBSCRIPTION).resourceGroup(name);
	}

	/**
	 * Return the resource group {@link #RESOURCE_GROUP}, creating it if need be.
	 * @return the resource group
	 */
	public SimulatedResourceGroup resourceGroup() {
		return resourceGroup(RESOURCE_GROUP);
	}

	/**
	 * Return a standalone virtual machine of the resource group {@link #RESOURCE_GROUP},
	 * creating it if need be.
	 * @param name its name
	 * @return the virtual machine
	 */
	public SimulatedVm vm(String name) {
		return resourceGroup().vm(name);
	}

	/**
	 * Return a scale set of the resource group {@link #RESOURCE_GROUP}, creating it,
	 * empty and Flexible, if need be.
	 * @param name its name
	 * @return the scale set
	 */
	public SimulatedScaleSet scaleSet(String name) {
		return resourceGroup().scaleSet(name);
	}

	/**
	 * Make several changes as one: no list shows only some of them.
	 * @param changes makes the changes
	 */
	public void change(Runnable changes) {
		this.estate.change(changes);
	}

	/**
	 * Return the metadata service.
	 * @return the metadata service, for example to choose the virtual machine the
	 * application runs on
	 */
	public SimulatedImds imds() {
		return this.imds;
	}

	/**
	 * Stop or resume listening for metadata requests: where nothing listens, connections
	 * are refused.
	 * @param listening whether to listen
	 */
	public void imdsListening(boolean listening) {
		this.listeners.imdsListening(listening);
	}

	/**
	 * Return Microsoft Entra ID, which begins to listen when first asked for: with https,
	 * on a free port, and with a certificate that clients must be told to trust.
	 * @return the token endpoint, for example to make an application known
	 */
	public SimulatedEntra entra() {
		return this.listeners.entra();
	}

	/**
	 * Return the access rights.
	 * @return who may read what; without changes, every request may read everything
	 */
	public SimulatedAccess access() {
		return this.access;
	}

	/**
	 * Return what answers tell about the remaining quota.
	 * @return the quotas
	 */
	public SimulatedQuotas quotas() {
		return this.quotas;
	}

	/**
	 * Let a fault strike some operations.
	 * @param fault the fault
	 * @param operations the operations
	 * @return this Azure
	 */
	public SimulatedAzure fault(AzureFault fault, AzureOperation... operations) {
		return fault(fault, List.of(operations));
	}

	/**
	 * Let a fault strike some operations.
	 * @param fault the fault
	 * @param operations the operations, for example {@link AzureOperation#compute()}
	 * @return this Azure
	 */
	public SimulatedAzure fault(AzureFault fault, Collection<AzureOperation> operations) {
		this.faults.add(fault, operations);
		return this;
	}

	/**
	 * End all faults.
	 * @return this Azure
	 */
	public SimulatedAzure clearFaults() {
		this.faults.clear();
		return this;
	}

	/**
	 * End the faults of some operations.
	 * @param operations the operations
	 * @return this Azure
	 */
	public SimulatedAzure clearFaults(AzureOperation... operations) {
		this.faults.clear(List.of(operations));
		return this;
	}

	/**
	 * Set how long every answer takes.
	 * @param latency the delay, zero for none
	 * @return this Azure
	 */
	public SimulatedAzure latency(Duration latency) {
		this.listeners.latency(latency);
		return this;
	}

	/**
	 * Set how many items stand on a page of every list, 100 unless set.
	 * @param items at least 1
	 * @return this Azure
	 */
	public SimulatedAzure pageSize(int items) {
		AzureOperation.arm().forEach((operation) -> this.arm.pageSize(operation, items));
		return this;
	}

	/**
	 * Set how many items stand on a page of one list.
	 * @param list the list
	 * @param items at least 1
	 * @return this Azure
	 */
	public SimulatedAzure pageSize(AzureOperation list, int items) {
		this.arm.pageSize(list, items);
		return this;
	}

	/**
	 * Return what was asked.
	 * @return the log, live
	 */
	public RequestLog requests() {
		return this.requests;
	}

	/**
	 * Return to the beginning: nothing exists, nothing goes wrong, nothing was asked. The
	 * endpoints stay.
	 */
	public void reset() {
		this.listeners.reset();
		this.faults.clear();
		this.imds.clear();
		this.access.clear();
		this.quotas.clear();
		this.arm.clear();
		this.estate.clear();
		this.requests.clear();
	}

	/**
	 * Stop listening.
	 */
	@Override
	public void close() {
		this.listeners.close();
		this.executor.shutdownNow();
	}

	private void changed() {
		this.arm.changed();
	}

}
