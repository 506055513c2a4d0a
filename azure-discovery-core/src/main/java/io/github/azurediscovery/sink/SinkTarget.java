package io.github.azurediscovery.sink;

import io.github.azurediscovery.catalog.Instance;

/**
 * An instance as a sink shall hold it.
 *
 * @param instance the instance
 * @param state whether calls may go there
 * @param reasons what speaks against it: codes separated by commas, of {@code platform},
 * {@code maintenance}, {@code probe}, {@code outlier}, and {@code suspect} for one that
 * is only set aside until its failure is confirmed; empty if nothing does
 */
public record SinkTarget(Instance instance, TargetState state, String reasons) {

	private static final String SUSPECT = "suspect";

	static SinkTarget of(Instance instance, TargetState state, String codes) {
		boolean unexplained = codes.isEmpty() && state != TargetState.ROUTABLE;
		return new SinkTarget(instance, state, unexplained ? SUSPECT : codes);
	}

}
