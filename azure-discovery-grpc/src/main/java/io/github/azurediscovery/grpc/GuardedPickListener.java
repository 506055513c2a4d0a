package io.github.azurediscovery.grpc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Calls a listener to picks, which may throw anything: gRPC would give up the whole
 * channel, since it sends the calls that waited for a connection on the thread that
 * manages the channel.
 */
final class GuardedPickListener implements Consumer<Instance> {

	private static final Logger logger = LoggerFactory.getLogger(GrpcDiscovery.class);

	private final Consumer<Instance> listener;

	private final AtomicBoolean failed = new AtomicBoolean();

	GuardedPickListener(Consumer<Instance> listener) {
		this.listener = listener;
	}

	@Override
	public void accept(Instance instance) {
		try {
			this.listener.accept(instance);
		}
		catch (Throwable ex) {
			logger.atLevel(this.failed.getAndSet(true) ? Level.DEBUG : Level.WARN)
				.setCause(ex)
				.log("Pick listener {} failed, the call goes on", this.listener.getClass().getName());
		}
	}

}
