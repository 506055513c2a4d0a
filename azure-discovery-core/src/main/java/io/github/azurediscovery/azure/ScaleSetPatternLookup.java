package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.Round;

/**
 * A configured service whose instances are those of all scale sets whose names match a
 * pattern, such as those that a Compute Fleet makes, whose names are not the user's
 * choice. A set that cannot be read keeps what was read of it.
 */
final class ScaleSetPatternLookup implements Lookup {

	private final ServiceLookup.ScaleSet set;

	private final NamePattern pattern;

	private final ConfiguredService service;

	private final LastGoodSets lastGood = new LastGoodSets();

	ScaleSetPatternLookup(ServiceLookup.ScaleSet set, ConfiguredService service) {
		this.set = set;
		this.pattern = new NamePattern(set.reference().strip());
		this.service = service;
	}

	@Override
	public Found find(Inventory scope, Round round, Tally tally) throws ListException, InterruptedException {
		List<ResourceId> sets = scope.scaleSets((id) -> this.pattern.matches(id.name()), round, tally)
			.stream()
			.map(Resource::id)
			.toList();
		List<Rejection> rejected = new ArrayList<>();
		if (sets.isEmpty()) {
			rejected.add(Rejection
				.incomplete(this.set.reference(), null, "no scale set of such a name is to be seen in " + scope.place())
				.as(Rejection.Kind.UNREADABLE));
		}
		this.lastGood.retain(sets);
		Map<ResourceId, Claim> claims = new LinkedHashMap<>();
		var running = scope.sets(sets, round, tally);
		try {
			for (var set : running.entrySet()) {
				if (!this.lastGood.knows(set.getKey())) {
					set.getValue().await();
				}
				for (Candidate candidate : this.lastGood.take(set.getKey(), set.getValue(), rejected)) {
					claims.putIfAbsent(candidate.id(), new Claim(candidate, this.service.read(candidate.tags())));
				}
			}
		}
		finally {
			Calls.abandon(running.values());
		}
		return new Found(new ArrayList<>(claims.values()), rejected);
	}

}
