package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.azurediscovery.source.Round;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When one list has failed, those beside it are called off. */
class AbandonedListsTests {

	private static final String GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop";

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final StuckLists lists = new StuckLists();

	@AfterEach
	void shutDown() {
		this.executor.shutdownNow();
	}

	@Test
	@Timeout(30)
	void theListsOfOtherScaleSetsAreAbandoned() throws Exception {
		InventorySettings settings = new InventorySettings(Duration.ofMinutes(2), Duration.ofSeconds(30), 2, false,
				() -> Instant.EPOCH, new Random(1), (set) -> null);
		Inventory inventory = new Inventory(new Place("00000000-0000-0000-0000-000000000001", "shop"), this.lists,
				new Calls(this.executor), settings, Inventory.Neighbours.NONE);
		ServiceLookup.ScaleSet pattern = new ServiceLookup.ScaleSet("orders-*");
		ScaleSetPatternLookup lookup = new ScaleSetPatternLookup(pattern,
				new ConfiguredService(ServiceLookup.of("orders", pattern, 8080), TagSettings.DEFAULT));
		assertThatThrownBy(() -> lookup.find(inventory, new Round(1, Instant.EPOCH), new Tally()))
			.hasMessage("may not be read");
		this.lists.abandoned.await();
	}

	/** One scale set may not be read; the list of the other does not end. */
	private static final class StuckLists implements AzureLists {

		private final CountDownLatch stuck = new CountDownLatch(1);

		final CountDownLatch abandoned = new CountDownLatch(1);

		@Override
		public Limits limits(String subscription) {
			return new Limits();
		}

		@Override
		public List<Resource> resources(Place place, Tally tally) {
			return List.of(set("orders-a"), set("orders-b"));
		}

		private static Resource set(String name) {
			return new Resource(ResourceId.of(GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/" + name),
					name, "westeurope", TagSet.NONE, null, 2);
		}

		@Override
		public List<Nic> nics(Place place, Tally tally) {
			return List.of();
		}

		@Override
		public Map<ResourceId, String> publicAddresses(Place place, Tally tally) {
			return Map.of();
		}

		@Override
		public List<VmDetails> vms(Place place, Tally tally) {
			return List.of();
		}

		@Override
		public List<VmDetails> powerStates(String subscription, Tally tally) {
			return List.of();
		}

		@Override
		public ScaleSetModel scaleSet(ResourceId set, Tally tally) throws ListException, InterruptedException {
			return read(set);
		}

		@Override
		public List<Nic> setNics(ResourceId set, Tally tally) throws ListException, InterruptedException {
			return read(set);
		}

		private <T> T read(ResourceId set) throws ListException, InterruptedException {
			if (set.name().equals("orders-b")) {
				this.stuck.countDown();
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					this.abandoned.countDown();
					throw ex;
				}
			}
			this.stuck.await();
			throw ListException.denied("may not be read");
		}

		@Override
		public Map<ResourceId, String> setPublicAddresses(ResourceId set, Tally tally) {
			return Map.of();
		}

		@Override
		public List<VmDetails> setVms(ResourceId set, Tally tally) {
			return List.of();
		}

		@Override
		public List<VmDetails> flexibleVms(ResourceId set, Tally tally) {
			return List.of();
		}

	}

}
