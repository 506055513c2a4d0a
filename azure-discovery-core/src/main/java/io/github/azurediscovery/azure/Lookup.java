package io.github.azurediscovery.azure;

import java.util.Collection;

import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.Round;

/** Finds in an inventory the VMs that carry a service. */
interface Lookup {

	Found find(Inventory inventory, Round round, Tally tally) throws ListException, InterruptedException;

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
	record Claim(Candidate candidate, Carried carried) {

	}

}
