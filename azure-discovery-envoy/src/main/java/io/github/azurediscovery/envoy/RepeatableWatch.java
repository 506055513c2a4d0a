package io.github.azurediscovery.envoy;

import java.util.function.Consumer;
import java.util.function.Function;

import io.envoyproxy.controlplane.cache.AbstractWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that waits for an answer. Where answering it throws anything, the others are
 * answered all the same, and this one is due for another attempt.
 *
 * @param <R> the type of the answer
 */
final class RepeatableWatch<R> {

	private static final Logger logger = LoggerFactory.getLogger(EnvoySink.class);

	private final ClientGroup group;

	private final AbstractWatch<?, R> placeholder;

	private final Consumer<R> client;

	private final Function<Consumer<R>, AbstractWatch<?, R>> opener;

	private final Consumer<RepeatableWatch<?>> failures;

	/**
	 * Create a watch that is not open.
	 * @param group the group of the client
	 * @param placeholder what the client cancels
	 * @param client answers the client
	 * @param opener opens a watch with what shall answer
	 * @param failures told of this watch where an attempt failed
	 */
	RepeatableWatch(ClientGroup group, AbstractWatch<?, R> placeholder, Consumer<R> client,
			Function<Consumer<R>, AbstractWatch<?, R>> opener, Consumer<RepeatableWatch<?>> failures) {
		this.group = group;
		this.placeholder = placeholder;
		this.client = client;
		this.opener = opener;
		this.failures = failures;
	}

	ClientGroup group() {
		return this.group;
	}

	boolean isCancelled() {
		return this.placeholder.isCancelled();
	}

	/** Open it, now or again, unless the client has gone. Throws nothing. */
	void open() {
		if (!isCancelled()) {
			attempt(() -> {
				AbstractWatch<?, R> opened = this.opener.apply(this::answer);
				this.placeholder.setStop(opened::cancel);
				if (isCancelled()) {
					opened.cancel();
				}
			});
		}
	}

	private void answer(R response) {
		attempt(() -> this.client.accept(response));
	}

	private void attempt(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			logger.warn("A client of {} could not be answered", this.group, ex);
			this.failures.accept(this);
		}
	}

}
