package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a sink, which may be of any user's making: what it throws becomes a
 * {@link SinkException}, and a call that does not return is noticed by another thread.
 */
final class GuardedSink {

	/** How long a call may take before it is reported. */
	static final Duration HANGS_AFTER = Duration.ofSeconds(30);

	private static final Duration SHORTEST_CHECK = Duration.ofMillis(10);

	private static final Logger logger = LoggerFactory.getLogger(DiscoverySink.class);

	private final DiscoverySink sink;

	private final ScheduledExecutorService watch;

	private final Consumer<String> hanging;

	private final TimedAttempts times;

	/**
	 * Guard a sink.
	 * @param sink the sink
	 * @param watch runs what notices a hanging call
	 * @param hanging called once for a call that hangs
	 * @param times receives how long each apply took
	 */
	GuardedSink(DiscoverySink sink, ScheduledExecutorService watch, Consumer<String> hanging, TimedAttempts times) {
		this.sink = sink;
		this.watch = watch;
		this.hanging = hanging;
		this.times = times;
	}

	void whenLost(Runnable signal) throws SinkException, InterruptedException {
		call("whenLost", () -> {
			this.sink.whenLost(signal);
			return true;
		});
	}

	SinkReport apply(DesiredState desired, ApplyMode mode) throws SinkException, InterruptedException {
		long begun = this.times.begin();
		boolean applied = false;
		try {
			SinkReport report = call("apply", () -> Objects.requireNonNull(this.sink.apply(desired, mode), "null"));
			applied = true;
			return Objects.requireNonNull(report);
		}
		finally {
			this.times.ended(begun, applied);
		}
	}

	boolean holdsApplied() throws SinkException, InterruptedException {
		return Boolean.TRUE.equals(call("holdsApplied", this.sink::holdsApplied));
	}

	@Nullable Duration checkInterval() throws SinkException, InterruptedException {
		Duration interval = call("checkInterval", this.sink::checkInterval);
		return (interval != null && interval.compareTo(SHORTEST_CHECK) < 0) ? SHORTEST_CHECK : interval;
	}

	private <T> @Nullable T call(String method, Callable<@Nullable T> call) throws SinkException, InterruptedException {
		Future<?> alarm = alarm(method);
		try {
			return call.call();
		}
		catch (SinkException | InterruptedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new SinkException("the sink is broken, " + method + " threw " + ex, ex);
		}
		finally {
			if (alarm != null) {
				alarm.cancel(false);
			}
		}
	}

	private @Nullable Future<?> alarm(String method) {
		try {
			return this.watch.schedule(
					() -> this.hanging
						.accept(method + " has not returned for " + HANGS_AFTER.toSeconds() + " s, the sink hangs"),
					HANGS_AFTER.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (Throwable ex) {
			logger.debug("A hanging sink would not be noticed now", ex);
			return null;
		}
	}

}
