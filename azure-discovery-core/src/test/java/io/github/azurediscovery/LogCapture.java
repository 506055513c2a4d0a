package io.github.azurediscovery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Keeps what one class logs during a test, from DEBUG on, and keeps it out of the output.
 * For tests that are isolated, as others may log to the same logger.
 */
public final class LogCapture implements BeforeEachCallback, AfterEachCallback {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	/**
	 * Capture the log of a class.
	 * @param type the class that logs
	 */
	public LogCapture(Class<?> type) {
		this.logger = (Logger) LoggerFactory.getLogger(type);
		this.appender.list = new CopyOnWriteArrayList<>();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.appender.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.appender);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.logger.detachAppender(this.appender);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
	}

	/** Return the events of a level and above. */
	public List<ILoggingEvent> events(Level least) {
		return this.appender.list.stream().filter((event) -> event.getLevel().isGreaterOrEqual(least)).toList();
	}

	/** Return what an operator reads: level and message, from INFO on. */
	public List<String> lines() {
		return events(Level.INFO).stream()
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

	/** Return how many events are too fine for an operator. */
	public long details() {
		return this.appender.list.stream().filter((event) -> event.getLevel() == Level.DEBUG).count();
	}

	public void clear() {
		this.appender.list.clear();
	}

}
