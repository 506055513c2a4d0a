package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.util.UUID;

import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The contract with the store over the SDK, with access tokens, in front of Azurite. */
class AzuriteFleetStoreTests extends FleetStoreContract {

	private static AzuriteServer azurite;

	@BeforeAll
	static void start() {
		azurite = AzuriteServer.start();
	}

	@AfterAll
	static void stop() {
		azurite.close();
	}

	@Override
	protected FleetStore open() {
		return open("https://storage.azure.com");
	}

	private FleetStore open(String audience) {
		return BlobFleetStore.open(StoreAddress.parse(azurite.container() + "/" + UUID.randomUUID()),
				AzureSettings.DEFAULT,
				(connection) -> connection.credential(AzureCredential.of(AzuriteServer.tokens(audience)))
					.tls(azurite.tls()));
	}

	@Override
	protected void pass(Duration time) throws InterruptedException {
		Thread.sleep(time.toMillis());
	}

	@Test
	void aTokenForAnotherServiceIsNotAccepted() {
		try (FleetStore store = open("https://management.azure.com")) {
			assertThatExceptionOfType(FleetStoreException.class).isThrownBy(store::readHead)
				.extracting(FleetStoreException::kind)
				.isEqualTo(Kind.UNAUTHENTICATED);
		}
	}

}
