package io.github.azurediscovery.balance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which members are offered, by how the members stand. */
class InstanceStandingCountsTests {

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "a b?, a", "a b!ACCUSED c!S, a", "a? b!S, a", "a? b!ACCUSED, a", "a!ACCUSED b!S, b",
			"a!ACCUSED b!ACCUSED_AGAIN, a", "a!ACCUSED_AGAIN b!ACCUSED_AGAIN, a b", "a!ACCUSED_AGAIN b!S, b" })
	void theBestAreOfferedAndTheAccusedLast(String members, String offered) {
		var verdicts = TestVerdicts.members(members.replace("?", "!?"));
		InstanceStandingCounts counts = InstanceStandingCounts.of(verdicts);
		assertThat(TestVerdicts.ids(verdicts.stream()
			.filter((verdict) -> verdict.standing() == counts.best())
			.map((verdict) -> verdict.instance())
			.toList())).isEqualTo(offered);
	}

	@ParameterizedTest(name = "{0}: {1} routable, {2} soft, {3} leaving, {4} outside maintenance")
	@CsvSource({ "a b?, 2, 0, 0, 2", "a b!M c!S d!H, 1, 1, 1, 3", "a!M b!M, 0, 0, 2, 0" })
	void countsWhatTheThresholdOfPanicNeeds(String members, int routable, int soft, int leaving, int outside) {
		InstanceStandingCounts counts = InstanceStandingCounts.of(TestVerdicts.members(members.replace("?", "!?")));
		assertThat(counts).returns(routable, InstanceStandingCounts::routable)
			.returns(soft, InstanceStandingCounts::soft)
			.returns(leaving, InstanceStandingCounts::leaving)
			.returns(outside, InstanceStandingCounts::outsideMaintenance);
	}

}
