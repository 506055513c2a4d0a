package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.Sneaky;
import io.github.azurediscovery.catalog.MutableCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources and listeners of others throw what they like, and harm nothing but themselves.
 */
@Isolated
class ForeignCodeTests {

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final ScriptedSource source = new ScriptedSource("first").answers("a");

	private final ScriptedSource other = new ScriptedSource("second").answers("b");

	private final RefreshFixture stage = new RefreshFixture(this.source, this.other);

	private final List<String> told = new ArrayList<>();

	static Stream<Throwable> failures() {
		return Stream.of(new IOException("as from Kotlin"), new NoClassDefFoundError("com/example/Gone"),
				new AssertionError("wrong"), new StackOverflowError(), new OutOfMemoryError("Java heap space"),
				new IllegalStateException("broken"));
	}

	@BeforeEach
	void listen() {
		this.lines.start();
		for (Logger logger : List.of(logger(MutableCatalog.class), logger(CatalogRefresher.class))) {
			logger.setLevel(Level.WARN);
			logger.addAppender(this.lines);
		}
	}

	@AfterEach
	void listenNoMore() {
		for (Logger logger : List.of(logger(MutableCatalog.class), logger(CatalogRefresher.class))) {
			logger.detachAppender(this.lines);
			logger.setLevel(null);
		}
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aSourceThatThrowsHasFailedAndIsAskedAgain(Throwable failure) {
		this.source.answers((round) -> {
			throw Sneaky.thrown(failure);
		});
		this.stage.start();
		assertThat(this.stage.orders()).containsExactly("b");
		assertThat(this.stage.refresher.sources().get(0).error()).contains(failure.toString());
		this.source.answers("a");
		this.stage.pass(Duration.ofMinutes(2));
		assertThat(this.stage.orders()).containsExactly("a", "b");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aCatalogListenerThatThrowsIsNamedAndTheOthersAreTold(Throwable failure) {
		this.stage.catalog.subscribe((change) -> {
			throw Sneaky.thrown(failure);
		});
		this.stage.catalog.subscribe((change) -> this.told.add("revision " + change.after().revision()));
		this.stage.start();
		assertThat(this.told).isNotEmpty();
		this.source.answers("a", "c");
		this.told.clear();
		this.stage.nextRound();
		assertThat(this.told).isNotEmpty();
		assertThat(warnings())
			.allMatch((line) -> line.contains("ForeignCodeTests") && line.contains(failure.toString()))
			.hasSizeGreaterThan(1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aRefreshListenerThatThrowsIsNamedAndTheOthersAreTold(Throwable failure) {
		this.stage.refresher.subscribe((round, status, duration, held) -> {
			throw Sneaky.thrown(failure);
		});
		this.stage.refresher.subscribe((round, status, duration, held) -> this.told.add(status.name()));
		this.stage.start();
		assertThat(this.told).containsExactly("first", "second");
		assertThat(warnings()).hasSize(2)
			.allMatch((line) -> line.contains("ForeignCodeTests") && line.contains(failure.toString()));
	}

	private List<String> warnings() {
		return this.lines.list.stream()
			.filter((line) -> line.getLevel() == Level.WARN && line.getFormattedMessage().contains("listener"))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	private static Logger logger(Class<?> of) {
		return (Logger) LoggerFactory.getLogger(of);
	}

}
