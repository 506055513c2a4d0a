package io.github.azurediscovery.fleet.store;

import java.time.Duration;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.test.blob.SimulatedBlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract with the store over the SDK, in front of the simulated service. */
class SimulatedBlobFleetStoreTests extends FleetStoreContract {

	private static final SteppedTime time = new SteppedTime();

	private static final SimulatedBlobStore blobs = SimulatedBlobStore.start(time);

	@BeforeEach
	void reset() {
		blobs.reset();
	}

	@AfterAll
	static void stop() {
		blobs.close();
	}

	@Override
	protected FleetStore open() {
		return BlobFleetStore.open(StoreAddress.parse(blobs.container() + "/shop/blue"),
				AzureSettings.builder().credential(CredentialSettings.NONE).build(), (connection) -> {
				});
	}

	@Override
	protected void pass(Duration duration) {
		time.pass(duration);
	}

}
