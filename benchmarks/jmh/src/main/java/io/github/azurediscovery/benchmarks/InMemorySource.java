package io.github.azurediscovery.benchmarks;

import java.util.List;
import java.util.function.Supplier;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;

/**
 * A source that answers from memory.
 *
 * @param name the name
 * @param instances what to answer, asked for anew in each round
 */
record InMemorySource(String name, Supplier<List<Instance>> instances) implements InstanceSource {

	@Override
	public SourceAnswer fetch(RefreshRound round) {
		return SourceAnswer.of(this.instances.get(), List.of());
	}

}
