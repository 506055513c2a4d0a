package io.github.azurediscovery.azure.inventory;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EarlyRetryBudgetTests {

	private final EarlyRetryBudget impatience = new EarlyRetryBudget();

	@Test
	void settledQuestionsAllowNoRetry() {
		assertThat(this.impatience.allowsRetry(Set.of(), 0)).isFalse();
	}

	@Test
	void unchangedQuestionsAllowRetriesForThreeResponses() {
		assertThat(this.impatience.allowsRetry(Set.of("a"), 7)).isTrue();
		assertThat(this.impatience.allowsRetry(Set.of("a"), 7)).as("nothing was answered since").isTrue();
		assertThat(this.impatience.allowsRetry(Set.of("a"), 9)).isTrue();
		assertThat(this.impatience.allowsRetry(Set.of("a"), 10)).isFalse();
		assertThat(this.impatience.allowsRetry(Set.of("a"), 1_000)).isFalse();
	}

	@Test
	void changedQuestionsAllowRetriesAgain() {
		this.impatience.allowsRetry(Set.of("a"), 0);
		assertThat(this.impatience.allowsRetry(Set.of("a"), 3)).isFalse();
		assertThat(this.impatience.allowsRetry(Set.of("a", "b"), 3)).isTrue();
		assertThat(this.impatience.allowsRetry(Set.of(), 4)).isFalse();
		assertThat(this.impatience.allowsRetry(Set.of("a", "b"), 9)).isTrue();
	}

}
