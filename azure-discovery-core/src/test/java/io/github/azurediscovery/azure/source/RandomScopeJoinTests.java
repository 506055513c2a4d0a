package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.inventory.InventoryOptions;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.inventory.TagMatchExpectation;
import io.github.azurediscovery.azure.lookup.DiscoveryTagLookup;
import io.github.azurediscovery.azure.lookup.DiscoveryTagReader;
import io.github.azurediscovery.azure.lookup.LocalVmIdentity;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup;
import io.github.azurediscovery.azure.lookup.VmInstanceFactory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic.IpConfiguration;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmReportedState;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random scopes with good and bad items: the order of lists never matters, and bad items
 * do not affect others.
 */
class RandomScopeJoinTests {

	private static final ResourceListScope PLACE = new ResourceListScope("s", "g");

	private static final String BASE = "/subscriptions/s/resourceGroups/g/providers/";

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void theOrderOfListsNeverMatters(long seed) throws Exception {
		Random random = new Random(seed);
		for (int run = 0; run < 30; run++) {
			Estate estate = Estate.random(random, true);
			SourceAnswer first = find(estate);
			SourceAnswer second = find(estate.shuffled(random));
			assertThat(second.instances()).as("seed %s run %s", seed, run).isEqualTo(first.instances());
			assertThat(second.rejected()).as("seed %s run %s", seed, run).isEqualTo(first.rejected());
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
	void badItemsDoNotAffectOthers(long seed) throws Exception {
		Random random = new Random(seed);
		for (int run = 0; run < 30; run++) {
			Estate good = Estate.random(random, false);
			SourceAnswer alone = find(good);
			assertThat(alone.instances()).hasSize(good.resources.size());
			assertThat(alone.rejected()).isEmpty();
			Estate mixed = good.with(Estate.bad(random)).shuffled(random);
			SourceAnswer answer = find(mixed);
			assertThat(answer.instances()).as("seed %s run %s", seed, run).isEqualTo(alone.instances());
			assertThat(answer.rejected()).as("seed %s run %s", seed, run)
				.allMatch((rejected) -> rejected.name().toLowerCase(java.util.Locale.ROOT).startsWith("bad")
						|| rejected.name().equals("*"));
		}
	}

	private static SourceAnswer find(Estate estate) throws Exception {
		InventoryOptions settings = new InventoryOptions(Duration.ofMinutes(2), Duration.ofSeconds(30), 2, false,
				() -> Instant.parse("2026-11-21T10:00:00Z"), new Random(1), (set) -> null);
		ScopeInventory inventory = new ScopeInventory(PLACE, estate, new ConcurrentArmCalls(Runnable::run), settings,
				ScopeInventory.Neighbours.NONE);
		DiscoveryTagLookup lookup = new DiscoveryTagLookup(TagSettings.DEFAULT,
				new DiscoveryTagReader(TagSettings.DEFAULT, Set.of()), TagMatchExpectation.CERTAIN);
		ServiceVmLookup.LookupResult found = lookup.find(inventory, new RefreshRound(1, Instant.EPOCH),
				new ArmRequestCounter());
		VmInstanceFactory admission = new VmInstanceFactory(AzureSettings.DEFAULT, LocalVmIdentity.of(null, null),
				"tags");
		return AzureSource.answer(found, admission, new ArmRequestCounter());
	}

	/** Lists made up by chance. */
	private record Estate(List<ListedResource> resources, List<Nic> nics,
			List<VmDetails> details) implements ArmClient {

		static Estate random(Random random, boolean withBad) {
			Estate estate = new Estate(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
			int count = random.nextInt(12);
			for (int i = 0; i < count; i++) {
				estate.vm(random, "vm" + i, tags("orders" + random.nextInt(3), "80" + random.nextInt(90)), "running");
			}
			return withBad ? estate.with(bad(random)) : estate;
		}

		static Estate bad(Random random) {
			Estate estate = new Estate(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
			int count = random.nextInt(12);
			for (int i = 0; i < count; i++) {
				String name = "bad" + i;
				switch (random.nextInt(7)) {
					case 0 -> estate.vm(random, name, tags("orders", "none"), "running");
					case 1 -> estate.vm(random, name, tags("***", "80"), null);
					case 2 -> estate.vm(random, name, tags("orders", "8080"), "deallocated");
					case 3 -> estate.vm(random, name, Map.of("Discovery:Service:Name", "orders"), "running");
					case 4 -> estate.resources.add(new ListedResource(vmId(name), name, null,
							ResourceTags.of(tags("orders", "1")), null, null));
					case 5 -> estate.nics.add(nic(random, name, vmId(name)));
					default -> estate.nics.add(nic(random, name, null));
				}
			}
			return estate;
		}

		private void vm(Random random, String name, Map<String, String> tags, String power) {
			AzureResourceId id = vmId(name);
			this.resources
				.add(new ListedResource(spelt(random, id), name, "westeurope", ResourceTags.of(tags), null, null));
			this.nics.add(nic(random, name, id));
			if (random.nextBoolean()) {
				this.nics.add(nic(random, name + "-second", id));
			}
			this.details.add(new VmDetails(spelt(random, id), name, "id-" + name, "westeurope", "1", "size", null, null,
					null, null, null, null, new VmReportedState(power, "succeeded", null, null)));
		}

		private static Nic nic(Random random, String name, AzureResourceId vm) {
			return new Nic(AzureResourceId.of(BASE + "Microsoft.Network/networkInterfaces/" + name),
					(vm != null) ? spelt(random, vm) : null, random.nextBoolean() ? true : null, null, null,
					ResourceTags.NONE,
					List.of(new IpConfiguration("10.0." + random.nextInt(256) + "." + random.nextInt(256), false,
							random.nextBoolean() ? true : null, null)));
		}

		private static AzureResourceId vmId(String name) {
			return AzureResourceId.of(BASE + "Microsoft.Compute/virtualMachines/" + name);
		}

		private static AzureResourceId spelt(Random random, AzureResourceId id) {
			return random.nextBoolean() ? id : AzureResourceId.of(id.toString().toUpperCase(java.util.Locale.ROOT));
		}

		private static Map<String, String> tags(String name, String port) {
			return Map.of("Discovery:Service:Name", name, "Discovery:Service:Port", port);
		}

		Estate with(Estate other) {
			return new Estate(joined(this.resources, other.resources), joined(this.nics, other.nics),
					joined(this.details, other.details));
		}

		private static <T> List<T> joined(List<T> a, List<T> b) {
			List<T> all = new ArrayList<>(a);
			all.addAll(b);
			return all;
		}

		Estate shuffled(Random random) {
			Estate copy = with(new Estate(List.of(), List.of(), List.of()));
			Collections.shuffle(copy.resources, random);
			Collections.shuffle(copy.nics, random);
			Collections.shuffle(copy.details, random);
			return copy;
		}

		@Override
		public SubscriptionRateLimits rateLimits(String subscription) {
			return new SubscriptionRateLimits();
		}

		@Override
		public List<ListedResource> resources(ResourceListScope scope, ArmRequestCounter counter) {
			return this.resources;
		}

		@Override
		public List<Nic> nics(ResourceListScope scope, ArmRequestCounter counter) {
			return this.nics;
		}

		@Override
		public List<VmDetails> vms(ResourceListScope scope, ArmRequestCounter counter) {
			return this.details;
		}

		@Override
		public List<VmDetails> powerStates(String subscription, ArmRequestCounter counter) {
			return this.details;
		}

		@Override
		public Map<AzureResourceId, String> publicAddresses(ResourceListScope scope, ArmRequestCounter counter) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ScaleSetModel scaleSet(AzureResourceId set, ArmRequestCounter counter) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<Nic> setNics(AzureResourceId set, ArmRequestCounter counter) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, ArmRequestCounter counter) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<VmDetails> setVms(AzureResourceId set, ArmRequestCounter counter) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<VmDetails> flexibleVms(AzureResourceId set, ArmRequestCounter counter) {
			throw new UnsupportedOperationException();
		}

	}

}
