package io.github.azurediscovery.azure.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.inventory.InventoryOptions;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
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
		InventoryOptions settings = new InventoryOptions(Duration.ofMinutes(2), Duration.ofSeconds(30), 2, false,
				() -> Instant.EPOCH, new Random(1), (set) -> null);
		ScopeInventory inventory = new ScopeInventory(
				new ResourceListScope("00000000-0000-0000-0000-000000000001", "shop"), this.lists,
				new ConcurrentArmCalls(this.executor), settings, ScopeInventory.Neighbours.NONE);
		AzureServiceDefinition.ScaleSet pattern = new AzureServiceDefinition.ScaleSet("orders-*");
		ScaleSetPatternLookup lookup = new ScaleSetPatternLookup(pattern,
				new ConfiguredServiceReader(AzureServiceDefinition.of("orders", pattern, 8080), TagSettings.DEFAULT));
		assertThatThrownBy(() -> lookup.find(inventory, new RefreshRound(1, Instant.EPOCH), new ArmRequestCounter()))
			.hasMessage("may not be read");
		this.lists.abandoned.await();
	}

	/** One scale set may not be read; the list of the other does not end. */
	private static final class StuckLists implements ArmClient {

		private final CountDownLatch stuck = new CountDownLatch(1);

		final CountDownLatch abandoned = new CountDownLatch(1);

		@Override
		public SubscriptionRateLimits rateLimits(String subscription) {
			return new SubscriptionRateLimits();
		}

		@Override
		public List<ListedResource> resources(ResourceListScope scope, ArmRequestCounter counter) {
			return List.of(set("orders-a"), set("orders-b"));
		}

		private static ListedResource set(String name) {
			return new ListedResource(
					AzureResourceId.of(GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/" + name), name,
					"westeurope", ResourceTags.NONE, null, 2);
		}

		@Override
		public List<Nic> nics(ResourceListScope scope, ArmRequestCounter counter) {
			return List.of();
		}

		@Override
		public Map<AzureResourceId, String> publicAddresses(ResourceListScope scope, ArmRequestCounter counter) {
			return Map.of();
		}

		@Override
		public List<VmDetails> vms(ResourceListScope scope, ArmRequestCounter counter) {
			return List.of();
		}

		@Override
		public List<VmDetails> powerStates(String subscription, ArmRequestCounter counter) {
			return List.of();
		}

		@Override
		public ScaleSetModel scaleSet(AzureResourceId set, ArmRequestCounter counter)
				throws ArmAccessException, InterruptedException {
			return read(set);
		}

		@Override
		public List<Nic> setNics(AzureResourceId set, ArmRequestCounter counter)
				throws ArmAccessException, InterruptedException {
			return read(set);
		}

		private <T> T read(AzureResourceId set) throws ArmAccessException, InterruptedException {
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
			throw ArmAccessException.denied("may not be read");
		}

		@Override
		public Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, ArmRequestCounter counter) {
			return Map.of();
		}

		@Override
		public List<VmDetails> setVms(AzureResourceId set, ArmRequestCounter counter) {
			return List.of();
		}

		@Override
		public List<VmDetails> flexibleVms(AzureResourceId set, ArmRequestCounter counter) {
			return List.of();
		}

	}

}
