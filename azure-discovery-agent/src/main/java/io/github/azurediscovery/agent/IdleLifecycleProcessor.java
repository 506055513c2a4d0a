package io.github.azurediscovery.agent;

import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts nothing, so that a context can be looked at, or its discovery be started by
 * hand.
 */
final class IdleLifecycleProcessor implements LifecycleProcessor {

	static void register(GenericApplicationContext context) {
		context.registerBean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, LifecycleProcessor.class,
				IdleLifecycleProcessor::new);
	}

	@Override
	public void onRefresh() {
	}

	@Override
	public void onClose() {
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

}
