package io.github.azurediscovery.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What a new poller takes over from the one before. A process learns over rounds, and
 * what it does not know yet is no reason for an instance to leave, to join again under
 * another id, or to change. Called by one thread.
 */
final class FleetTakeover {

	/** For so many complete rounds a new poller removes nothing by itself. */
	static final int PATIENT_ROUNDS = 5;

	private final List<Instance> inherited;

	private final Map<List<String>, Instance> byId = new HashMap<>();

	private final Map<List<String>, Instance> byAddress = new HashMap<>();

	private final Set<List<String>> unmet = new HashSet<>();

	/**
	 * Create the takeover.
	 * @param inherited the instances of the content that the poller before wrote last
	 */
	FleetTakeover(Collection<Instance> inherited) {
		this.inherited = List.copyOf(inherited);
		this.inherited.forEach((instance) -> {
			this.byId.put(identity(instance), instance);
			this.unmet.add(identity(instance));
			this.byAddress.put(place(instance), instance);
		});
	}

	/**
	 * Settle what the fleet is to see.
	 * @param own what this poller found
	 * @param rejected what it saw that is no member
	 * @param completeRounds how many rounds in which every source answered it has had
	 * @param anyRefused whether a source that is not needed is refused: what only that
	 * would find has not left
	 * @return its instances, completed by what it inherited, and those that it inherited
	 * and may not remove yet, marked as held
	 */
	List<Instance> settle(Collection<Instance> own, Collection<Rejection> rejected, int completeRounds,
			boolean anyRefused) {
		List<Instance> settled = new ArrayList<>(own.size());
		Set<List<String>> present = new HashSet<>();
		for (Instance instance : own) {
			Instance twin = twin(instance);
			Instance known = (twin != null) ? completed(instance, twin) : instance;
			if (present.add(identity(known))) {
				settled.add(known);
			}
		}
		this.unmet.removeAll(present);
		for (Instance instance : this.inherited) {
			List<String> identity = identity(instance);
			boolean patient = completeRounds <= PATIENT_ROUNDS || (anyRefused && this.unmet.contains(identity));
			if (patient && !present.contains(identity) && !isProvenAbsent(instance, rejected)) {
				settled.add(instance.held() ? instance : instance.toBuilder().held(true).build());
			}
		}
		return settled;
	}

	private @Nullable Instance twin(Instance instance) {
		Instance twin = this.byId.get(identity(instance));
		return (twin != null) ? twin : this.byAddress.get(place(instance));
	}

	private static boolean isProvenAbsent(Instance instance, Collection<Rejection> rejected) {
		return rejected.stream()
			.anyMatch((rejection) -> rejection.reason().provesAbsence() && rejection.speaksOf(instance));
	}

	private static Instance completed(Instance own, Instance twin) {
		if (twin.isReplacedBy(own)) {
			return own;
		}
		if (own.unconfirmed() && !twin.unconfirmed()) {
			return twin.toBuilder().host(own.host()).addresses(own.addresses()).held(own.held()).build();
		}
		boolean vmIdUnknown = own.id().startsWith(own.vmId());
		Instance known = own.id().equals(twin.id()) ? own : withId(own, twin.id());
		return known.toBuilder()
			.vmId(vmIdUnknown ? twin.vmId() : own.vmId())
			.zone(orElse(own.zone(), twin.zone()))
			.region(orElse(own.region(), twin.region()))
			.scaleSet(orElse(own.scaleSet(), twin.scaleSet()))
			.resourceGroup(orElse(own.resourceGroup(), twin.resourceGroup()))
			.platform((own.platform() != PlatformStatus.UNKNOWN) ? own.platform() : twin.platform())
			.unconfirmed(own.unconfirmed() && twin.unconfirmed())
			.metadata(metadata(own, twin))
			.build();
	}

	private static Instance withId(Instance own, String id) {
		return new Instance(id, own.vmId(), own.service(), own.name(), own.host(), own.port(), own.secure(),
				own.addresses(), own.zone(), own.region(), own.scaleSet(), own.resourceGroup(), own.source(),
				own.metadata(), own.platform(), own.held(), own.unconfirmed());
	}

	private static @Nullable String orElse(@Nullable String own, @Nullable String inherited) {
		return (own != null) ? own : inherited;
	}

	/** What tags say is known, and may have been taken away. */
	private static Map<String, String> metadata(Instance own, Instance twin) {
		Map<String, String> metadata = new HashMap<>(own.metadata());
		twin.metadata().forEach((key, inherited) -> {
			if (AzureMetadataKeys.ALL.contains(key)) {
				metadata.putIfAbsent(key, inherited);
			}
		});
		return metadata;
	}

	private static List<String> identity(Instance instance) {
		return List.of(instance.service(), instance.id());
	}

	private static List<String> place(Instance instance) {
		return List.of(instance.service(), instance.name().toLowerCase(Locale.ROOT),
				Objects.requireNonNullElse(instance.resourceGroup(), "").toLowerCase(Locale.ROOT), instance.host(),
				String.valueOf(instance.port()));
	}

}
