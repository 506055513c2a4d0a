package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.source.Round;

/** A configured service whose instances are those of a scale set. */
final class ScaleSetLookup implements Lookup {

	private final String reference;

	private final ConfiguredService service;

	private final Azure azure;

	ScaleSetLookup(String reference, ConfiguredService service, Azure azure) {
		this.reference = reference.strip();
		this.service = service;
		this.azure = azure;
	}

	@Override
	public Found find(Inventory scope, Round round, Tally tally) throws ListException, InterruptedException {
		ResourceId set = resolve(scope, round, tally);
		Inventory inventory = scope.place().covers(set) ? scope
				: this.azure.inventory(new Place(set.subscription(), set.group()));
		List<Claim> claims = new ArrayList<>();
		for (Candidate candidate : inventory.set(set, round, tally)) {
			claims.add(new Claim(candidate, this.service.read(candidate.tags())));
		}
		return new Found(claims, List.of());
	}

	private ResourceId resolve(Inventory scope, Round round, Tally tally) throws ListException, InterruptedException {
		if (this.reference.startsWith("/")) {
			return ResourceId.of(this.reference);
		}
		if (this.reference.equalsIgnoreCase("self")) {
			return self();
		}
		String group = scope.place().group();
		if (group != null) {
			return ResourceId.scaleSet(scope.place().subscription(), group, this.reference);
		}
		return scope.membership(round, tally)
			.sets()
			.keySet()
			.stream()
			.filter((id) -> id.name().equalsIgnoreCase(this.reference))
			.findFirst()
			.orElseThrow(
					() -> ListException.missing("There is no scale set " + this.reference + " in " + scope.place()));
	}

	private ResourceId self() throws ListException {
		InstanceMetadata metadata = this.azure.metadata();
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
