package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup.DeclaringVm;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup.LookupResult;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup;
import io.github.azurediscovery.azure.lookup.VmInstanceFactory;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException.Reason;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/** The instances that one lookup finds in one scope. */
final class AzureSource implements InstanceSource {

	private static final Comparator<Instance> BY_SERVICE = Comparator.comparing(Instance::service)
		.thenComparing(Instance::id)
		.thenComparing(Instance::name);

	private static final Comparator<Rejection> BY_NAME = Comparator.comparing(Rejection::name)
		.thenComparing((rejection) -> String.valueOf(rejection.service()))
		.thenComparing(Rejection::detail);

	private final String name;

	private final AzureContext azure;

	private final ConfiguredScope scope;

	private final ServiceVmLookup lookup;

	private final @Nullable Duration interval;

	private final boolean optional;

	private AzureSource(String name, AzureContext azure, ConfiguredScope scope, ServiceVmLookup lookup,
			@Nullable Duration interval, boolean optional) {
		this.name = name;
		this.azure = azure;
		this.scope = scope;
		this.lookup = lookup;
		this.interval = interval;
		this.optional = optional;
	}

	/** Create the source of a configured service. */
	static AzureSource ofService(String name, AzureContext azure, ConfiguredScope scope, ServiceVmLookup lookup,
			@Nullable Duration interval) {
		return new AzureSource(name, azure, scope, lookup, interval, false);
	}

	/** Create the source of the tag convention, which works without access, too. */
	static AzureSource ofConvention(String name, AzureContext azure, ConfiguredScope scope, ServiceVmLookup lookup) {
		return new AzureSource(name, azure, scope, lookup, null, true);
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

	/** Only the tag convention is optional, and only it gives way to other sources. */
	@Override
	public boolean givesWay(String service) {
		return this.optional;
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		ArmRequestCounter counter = new ArmRequestCounter();
		try {
			ResourceListScope listed = this.azure.listScope(this.scope, round);
			if (listed == null) {
				if (this.azure.hasInstancesOf(this.name)) {
					throw ArmAccessException.failed(Reason.UNREACHABLE,
							"Instance metadata cannot be reached, so the subscription is unknown; keeping known instances");
				}
				return SourceAnswer.of(List.of(), List.of());
			}
			ScopeInventory inventory = this.azure.inventories().inventory(listed);
			SourceAnswer answer = answer(this.lookup.find(inventory, round, counter),
					this.azure.instanceFactory(this.name), counter);
			return notBefore(answer, this.azure.nextRefresh(listed, this.interval));
		}
		catch (ArmAccessException ex) {
			throw ex.forSource(counter.requests());
		}
	}

	/**
	 * Create the instances of all VMs found, sorted because lists have no defined order.
	 */
	static SourceAnswer answer(LookupResult found, VmInstanceFactory factory, ArmRequestCounter counter) {
		List<Instance> instances = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>(found.rejected());
		for (DeclaringVm declaringVm : found.declaringVms()) {
			VmInstanceFactory.Decision decision = factory.decide(declaringVm.vm(), declaringVm.declared());
			instances.addAll(decision.instances());
			rejected.addAll(decision.rejected());
		}
		instances.sort(BY_SERVICE);
		rejected.sort(BY_NAME);
		return new SourceAnswer(instances, rejected, null, counter.requests());
	}

	private static SourceAnswer notBefore(SourceAnswer answer, @Nullable Instant notBefore) {
		return new SourceAnswer(answer.instances(), answer.rejected(), notBefore, answer.requests());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
