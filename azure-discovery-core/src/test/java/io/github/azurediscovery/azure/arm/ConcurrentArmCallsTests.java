package io.github.azurediscovery.azure.arm;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.azure.http.ArmAccessException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** For a moment no thread can be had for a list. */
class ConcurrentArmCallsTests {

	@Test
	void aListThatGetsNoThreadHasFailedLikeAnyOther() {
		HandDriven executor = new HandDriven();
		executor.refuse(new OutOfMemoryError("unable to create native thread"));
		ConcurrentArmCalls.PendingCall<String> running = new ConcurrentArmCalls(executor).start(() -> "never");
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(running::await)
			.withMessageContaining("no thread was available for it")
			.withMessageContaining("unable to create native thread");
	}

}
