package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Compute says of VMs outside of the lists of scale sets: their power states, which
 * only a list of the whole subscription tells, and their models (zone, size, identity),
 * read when somebody is new. Not thread-safe.
 */
final class StandaloneStatus {

	private static final Logger logger = LoggerFactory.getLogger(StandaloneStatus.class);

	private static final Duration REFUSAL = Duration.ofHours(1);

	private final Place place;

	private final AzureLists lists;

	private final Calls calls;

	private final InventorySettings settings;

	private final StatusRound status;

	private Map<ResourceId, VmDetails> models = new HashMap<>();

	private Instant powerDeniedUntil = Instant.MIN;

	StandaloneStatus(Place place, AzureLists lists, Calls calls, InventorySettings settings) {
		this.place = place;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.status = new StatusRound("the VMs of " + place, settings.cadence(), lists.limits(place.subscription()),
				settings.time());
	}

	/** A round begins. */
	void begin(Round round) {
		this.status.begin(round);
	}

	/** Ask if it is time, or if some of those wanted are not known. */
	void refresh(Collection<ResourceId> wanted, Tally tally) throws InterruptedException {
		boolean newcomers = wanted.stream().anyMatch((vm) -> details(vm) == null);
		if (newcomers && !this.status.due()) {
			this.status.newcomer();
		}
		if (this.status.due()) {
			Tally own = new Tally();
			this.status.take(() -> ask(newcomers, own), own);
			tally.add(own);
		}
	}

	@Nullable VmDetails details(ResourceId vm) {
		VmDetails power = this.status.details().get(vm);
		VmDetails model = this.models.get(vm);
		return (power != null) ? power.completedBy(model) : model;
	}

	void retain(Collection<ResourceId> listed) {
		this.models.keySet().retainAll(listed);
	}

	private List<VmDetails> ask(boolean newcomers, Tally tally) throws ListException, InterruptedException {
		boolean mayAskPower = !this.settings.time().instant().isBefore(this.powerDeniedUntil);
		var models = (newcomers || !mayAskPower) ? this.calls.start(() -> this.lists.vms(this.place, tally)) : null;
		var power = mayAskPower ? this.calls.start(() -> this.lists.powerStates(this.place.subscription(), tally))
				: null;
		try {
			if (models != null) {
				Map<ResourceId, VmDetails> fresh = new HashMap<>();
				models.await().forEach((vm) -> fresh.putIfAbsent(vm.id(), vm));
				this.models = fresh;
			}
			return (power != null) ? await(power) : List.of();
		}
		catch (ListException | InterruptedException ex) {
			if (power != null) {
				power.abandon();
			}
			throw ex;
		}
	}

	private List<VmDetails> await(Calls.Running<List<VmDetails>> power) throws ListException, InterruptedException {
		try {
			return power.await().stream().filter((vm) -> this.place.covers(vm.id())).toList();
		}
		catch (ListException ex) {
			if (ex.kind() != ListException.Kind.DENIED) {
				throw ex;
			}
			this.powerDeniedUntil = this.settings.time().instant().plus(REFUSAL);
			logger.info("Power states stay unknown, and stopped VMs stay members: {}", ex.getMessage());
			return List.of();
		}
	}

}
