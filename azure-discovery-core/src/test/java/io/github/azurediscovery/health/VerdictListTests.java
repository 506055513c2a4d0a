package io.github.azurediscovery.health;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VerdictListTests {

	private static final InstanceVerdict A = verdict("a");

	private static final InstanceVerdict B = verdict("b");

	private static final InstanceVerdict C = verdict("c");

	@Test
	void tellsWhereItDiffers() {
		VerdictList before = VerdictList.of(List.of(A, B, C));
		assertThat(VerdictList.of(List.of(A, B, C)).differencesFrom(before)).isEmpty();
		assertThat(VerdictList.of(List.of(A, verdict("b"), verdict("c"))).differencesFrom(before)).containsExactly(1,
				2);
	}

	@Test
	void theSameHoldsForOneThatWasMadeFromTheOther() {
		VerdictList first = VerdictList.of(List.of(A, B, C));
		VerdictList second = first.with(Map.of(1, verdict("b")));
		VerdictList third = second.with(Map.of(0, verdict("a")));
		assertThat(second.differencesFrom(first)).containsExactly(1);
		assertThat(third.differencesFrom(second)).containsExactly(0);
		assertThat(third.differencesFrom(first)).containsExactly(0, 1);
		assertThat(first).as("the first list").containsExactly(A, B, C);
	}

	@Test
	void comparesOnlyListsOfOneSize() {
		VerdictList before = VerdictList.of(List.of(A, B, C));
		assertThatIllegalArgumentException().isThrownBy(() -> VerdictList.of(List.of(A)).differencesFrom(before))
			.withMessage("lists of 3 and 1 verdicts");
	}

	private static InstanceVerdict verdict(String id) {
		return InstanceVerdict.byPlatformAlone(Instance.of(id, "orders", "127.0.0.1", 80).build());
	}

}
