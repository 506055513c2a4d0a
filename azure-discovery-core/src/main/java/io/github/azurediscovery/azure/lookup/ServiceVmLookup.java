package io.github.azurediscovery.azure.lookup;

import java.util.Collection;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.RefreshRound;

/** Finds the VMs in an inventory that serve a service. */
public interface ServiceVmLookup {

	LookupResult find(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException;

	/**
	 * The result of a lookup.
	 *
	 * @param declaringVms the VMs with the services they declare
	 * @param rejected the resources that were rejected
	 */
	record LookupResult(Collection<DeclaringVm> declaringVms, Collection<Rejection> rejected) {

	}

	/**
	 * A VM and the services it declares.
	 *
	 * @param vm the VM
	 * @param declared the services, valid and invalid ones
	 */
	record DeclaringVm(DiscoveredVm vm, DeclaredServices declared) {

	}

}
