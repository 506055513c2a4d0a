package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.source.Round;

/** A configured service whose instances are those of a scale set. */
final class ScaleSetLookup implements Lookup {

	private final ServiceLookup.ScaleSet set;

	private final boolean oneOfSeveral;

	private boolean found;

	private final ConfiguredService service;

	private final InventoryProvider inventories;

	/**
	 * Create a lookup.
	 * @param set the scale set
	 * @param oneOfSeveral whether other scopes are searched as well, so that the set need
	 * not be in this one
	 * @param service reads the port
	 * @param inventories finds the inventory of a set in another scope
	 */
	ScaleSetLookup(ServiceLookup.ScaleSet set, boolean oneOfSeveral, ConfiguredService service,
			InventoryProvider inventories) {
		this.set = set;
		this.oneOfSeveral = oneOfSeveral;
		this.service = service;
		this.inventories = inventories;
	}

	@Override
	public Found find(Inventory scope, Round round, Tally tally) throws ListException, InterruptedException {
		try {
			return instances(scope, round, tally);
		}
		catch (ListException ex) {
			if (this.oneOfSeveral && !this.found && ex.kind() == ListException.Kind.MISSING) {
				return new Found(List.of(), List
					.of(new Rejection(this.set.reference(), null, "there is no such scale set in " + scope.place())
						.as(Rejection.Kind.UNREADABLE)));
			}
			throw ex;
		}
	}

	private Found instances(Inventory scope, Round round, Tally tally) throws ListException, InterruptedException {
		ResourceId set = resolve(scope, round, tally);
		Inventory inventory = scope.place().covers(set) ? scope
				: this.inventories.inventory(new Place(set.subscription(), set.group()));
		List<Claim> claims = new ArrayList<>();
		for (Candidate candidate : inventory.set(set, round, tally)) {
			claims.add(new Claim(candidate, this.service.read(candidate.tags())));
		}
		this.found = true;
		return new Found(claims, List.of());
	}

	private ResourceId resolve(Inventory scope, Round round, Tally tally) throws ListException, InterruptedException {
		String reference = this.set.reference().strip();
		if (this.set.isResourceId()) {
			return ResourceId.of(reference);
		}
		if (this.set.isSelf()) {
			return self(round);
		}
		String group = scope.place().group();
		if (group != null) {
			return ResourceId.scaleSet(scope.place().subscription(), group, reference);
		}
		Resource found = scope.scaleSet((id) -> id.name().equalsIgnoreCase(reference), round, tally);
		if (found == null) {
			throw ListException.missing("There is no scale set " + reference + " to be seen in " + scope.place());
		}
		return found.id();
	}

	private ResourceId self(Round round) throws ListException, InterruptedException {
		InstanceMetadata metadata = this.inventories.localVm(round);
		ScaleSetMembership set = (metadata != null) ? metadata.scaleSet() : null;
		if (metadata == null || set == null) {
			throw ListException.failed("This VM belongs to no scale set, or does not know its instance metadata: "
					+ "scale-set=self needs both; name the scale set instead", null);
		}
		String id = set.id();
		return (id != null && ResourceId.orNull(id) != null) ? ResourceId.of(id)
				: ResourceId.scaleSet(metadata.subscriptionId(), metadata.resourceGroup(), set.name());
	}

}
