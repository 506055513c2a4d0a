package io.github.azurediscovery.fleet.store;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator reads where there is no answer at all. */
class BlobFailureTests {

	private static final StoreAddress ADDRESS = StoreAddress.parse("https://shop.blob.core.windows.net/fleet");

	@Test
	void aNameThatIsNotKnownIsNamed() {
		ConnectException thrown = new ConnectException();
		thrown.initCause(new UnresolvedAddressException());
		FleetStoreException failure = BlobFailure.of(ADDRESS, "read the head", thrown);
		assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
		assertThat(failure).hasMessage("Could not read the head of the fleet at " + ADDRESS
				+ ": the name is not known: is there such an account, and does DNS know it here?");
	}

	@Test
	void aConnectionThatIsRefusedIsNoConnection() {
		FleetStoreException failure = BlobFailure.of(ADDRESS, "read the head", new ConnectException());
		assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
		assertThat(failure).hasMessageEndingWith(": no connection");
	}

}
