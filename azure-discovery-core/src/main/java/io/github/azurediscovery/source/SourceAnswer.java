package io.github.azurediscovery.source;

import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;

import org.jspecify.annotations.Nullable;

/**
 * A complete, successful answer of one source. An instance that is absent from it is
 * missing; the guard against sudden loss may retain it for a while. One that is rejected
 * for a {@linkplain io.github.azurediscovery.catalog.RejectionReason#provesAbsence()
 * reason that proves its absence} is not missing: a member leaves at once if
 * {@code rejected} has such an item with its name, ignoring case, and its service, or
 * with its name and no service. So does a VM that Azure says is deallocated.
 *
 * @param instances the members
 * @param rejected what was seen and is not a member
 * @param notBefore when the source may be asked again at the earliest, where it said so
 * @param requests how many requests this source sent for this answer
 * @param asOf when this was true, of an answer that is passed on; {@code null} for now.
 * Freshness follows it. The same data must come with the same instant: while it does not
 * move on, the answer counts as no confirmation that an instance is gone
 */
public record SourceAnswer(List<Instance> instances, List<Rejection> rejected, @Nullable Instant notBefore,
		int requests, @Nullable Instant asOf) {

	public SourceAnswer {
		instances = List.copyOf(instances);
		rejected = List.copyOf(rejected);
	}

	/**
	 * An answer that is true now.
	 * @param instances the members
	 * @param rejected what was seen and is not a member
	 * @param notBefore when the source may be asked again at the earliest, where it said
	 * so
	 * @param requests how many requests this source sent for this answer
	 */
	public SourceAnswer(List<Instance> instances, List<Rejection> rejected, @Nullable Instant notBefore, int requests) {
		this(instances, rejected, notBefore, requests, null);
	}

	/**
	 * An answer that cost no request.
	 * @param instances the members
	 * @param rejected what was seen and is not a member
	 * @return the answer
	 */
	public static SourceAnswer of(List<Instance> instances, List<Rejection> rejected) {
		return new SourceAnswer(instances, rejected, null, 0);
	}

}
