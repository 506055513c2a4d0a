package io.github.azurediscovery.azure.lookup;

import java.util.Collection;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.RefreshRound;

/** Finds in an inventory the VMs that carry a service. */
public interface VmLookup {

	Found find(ScopeInventory inventory, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException;

	/**
	 * What was found.
	 *
	 * @param claims the VMs with what they carry
	 * @param rejected what is no VM, or not one to carry anything
	 */
	record Found(Collection<Claim> claims, Collection<Rejection> rejected) {

	}

	/**
	 * A VM and what it carries.
	 *
	 * @param candidate the VM
	 * @param carried the services
	 */
	record Claim(DiscoveredVm candidate, DeclaredServices carried) {

	}

}
