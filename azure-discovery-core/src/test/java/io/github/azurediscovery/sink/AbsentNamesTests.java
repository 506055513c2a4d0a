package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AbsentNamesTests {

	private final AbsentNames names = new AbsentNames();

	private long now = Long.MAX_VALUE;

	private Set<String> outdated(String... absent) {
		return this.names.outdated(Set.of(absent), this.now);
	}

	private void pass(Duration duration) {
		this.now += duration.toNanos();
	}

	@Test
	void aNameIsKeptForAnHour() {
		assertThat(outdated("a")).isEmpty();
		pass(AbsentNames.KEPT.minusNanos(1));
		assertThat(outdated("a", "b")).isEmpty();
		pass(Duration.ofNanos(1));
		assertThat(outdated("a", "b")).containsExactly("a");
	}

	@Test
	void aNameThatIsNeededMeanwhileIsKeptAnew() {
		outdated("a");
		pass(Duration.ofMinutes(59));
		outdated();
		outdated("a");
		pass(Duration.ofMinutes(59));
		assertThat(outdated("a")).isEmpty();
	}

	@Test
	void ofTooManyNamesTheOldestAreNotKept() {
		outdated("z-first");
		pass(Duration.ofSeconds(1));
		outdated("z-first", "y-second");
		pass(Duration.ofSeconds(1));
		Set<String> all = IntStream.range(0, AbsentNames.MOST)
			.mapToObj((number) -> "n" + number)
			.collect(Collectors.toCollection(TreeSet::new));
		all.addAll(Set.of("z-first", "y-second"));
		assertThat(this.names.outdated(all, this.now)).containsExactly("y-second", "z-first");
	}

	@Test
	void whatCouldNotBeRemovedIsKeptAsLongAgain() {
		outdated("a");
		pass(AbsentNames.KEPT);
		this.names.renew(outdated("a"), this.now);
		assertThat(outdated("a")).isEmpty();
		pass(AbsentNames.KEPT);
		assertThat(outdated("a")).containsExactly("a");
	}

}
