package io.github.azurediscovery.azure;

import io.github.azurediscovery.HandDriven;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** For a moment no thread can be had for a list. */
class ScarceThreadsTests {

	@Test
	void aListThatGetsNoThreadHasFailedLikeAnyOther() {
		HandDriven executor = new HandDriven();
		executor.refuse(new OutOfMemoryError("unable to create native thread"));
		Calls.Running<String> running = new Calls(executor).start(() -> "never");
		assertThatExceptionOfType(ListException.class).isThrownBy(running::await)
			.withMessageContaining("no thread could be had for it")
			.withMessageContaining("unable to create native thread");
	}

}
