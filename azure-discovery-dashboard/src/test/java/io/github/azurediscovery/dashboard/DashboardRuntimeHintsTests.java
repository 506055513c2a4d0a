package io.github.azurediscovery.dashboard;

import io.github.azurediscovery.spring.actuate.DiscoveryView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/** What a native image keeps for the page. */
class DashboardRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void areContributedByTheAutoConfiguration() {
		assertThat(DashboardAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
			.containsExactly(DashboardRuntimeHints.class);
	}

	@Test
	void keepTheFilesOfThePage() {
		register();
		assertThat(RuntimeHintsPredicates.resource().forResource("io/github/azurediscovery/dashboard/page/index.html"))
			.accepts(this.hints);
	}

	@ParameterizedTest
	@ValueSource(classes = { DashboardMessage.class, DashboardChange.class, DashboardChange.ServiceChange.class,
			TimelineEntry.class, RequestSample.class, DashboardExtension.class, DiscoveryView.InstanceView.class })
	void keepWhatViewersAreSent(Class<?> type) {
		register();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(type.getRecordComponents()[0].getAccessor()))
			.accepts(this.hints);
	}

	private void register() {
		new DashboardRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

}
