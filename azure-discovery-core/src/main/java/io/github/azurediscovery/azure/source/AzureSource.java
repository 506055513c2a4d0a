package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.lookup.InstanceFactory;
import io.github.azurediscovery.azure.lookup.VmLookup.Claim;
import io.github.azurediscovery.azure.lookup.VmLookup.Found;
import io.github.azurediscovery.azure.lookup.VmLookup;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException.Reason;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/** One lookup in one scope. */
final class AzureSource implements InstanceSource {

	private static final Comparator<Instance> BY_SERVICE = Comparator.comparing(Instance::service)
		.thenComparing(Instance::id)
		.thenComparing(Instance::name);

	private static final Comparator<Rejection> BY_NAME = Comparator.comparing(Rejection::name)
		.thenComparing((rejection) -> String.valueOf(rejection.service()))
		.thenComparing(Rejection::reason);

	private final String name;

	private final AzureContext azure;

	private final ConfiguredScope scope;

	private final VmLookup lookup;

	private final @Nullable Duration interval;

	private final boolean optional;

	AzureSource(String name, AzureContext azure, ConfiguredScope scope, VmLookup lookup, @Nullable Duration interval,
			boolean optional) {
		this.name = name;
		this.azure = azure;
		this.scope = scope;
		this.lookup = lookup;
		this.interval = interval;
		this.optional = optional;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable Duration interval() {
		return this.interval;
	}

	@Override
	public boolean optional() {
		return this.optional;
	}

	/** The convention is the only one that is optional, and all it knows is tags. */
	@Override
	public boolean givesWay() {
		return this.optional;
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		RequestCounter tally = new RequestCounter();
		try {
			ListScope place = this.azure.place(this.scope, round);
			if (place == null) {
				if (this.azure.knows(this.name)) {
					throw ArmAccessException.failed(Reason.UNREACHABLE,
							"Instance metadata cannot be reached, and would name the subscription: what is known is kept");
				}
				return SourceAnswer.of(List.of(), List.of());
			}
			ScopeInventory inventory = this.azure.inventories().inventory(place);
			SourceAnswer answer = answer(this.lookup.find(inventory, round, tally), this.azure.admission(this.name),
					tally);
			return notBefore(answer, this.azure.nextRefresh(place, this.interval));
		}
		catch (ArmAccessException ex) {
			throw ex.forSource(tally.requests());
		}
	}

	/** Decide about all that was found; sorted, since lists come in any order. */
	static SourceAnswer answer(Found found, InstanceFactory admission, RequestCounter tally) {
		List<Instance> instances = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>(found.rejected());
		for (Claim claim : found.claims()) {
			InstanceFactory.Verdict verdict = admission.decide(claim.candidate(), claim.carried());
			instances.addAll(verdict.instances());
			rejected.addAll(verdict.rejected());
		}
		instances.sort(BY_SERVICE);
		rejected.sort(BY_NAME);
		return new SourceAnswer(instances, rejected, null, tally.requests());
	}

	private static SourceAnswer notBefore(SourceAnswer answer, @Nullable Instant notBefore) {
		return new SourceAnswer(answer.instances(), answer.rejected(), notBefore, answer.requests());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
