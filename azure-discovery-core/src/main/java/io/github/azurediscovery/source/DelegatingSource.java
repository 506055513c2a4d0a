package io.github.azurediscovery.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A source in front of another one, which looks at its answers or changes them. Has the
 * other's name, interval, signals and rank, so that a decorator implements only
 * {@link #fetch} and what it changes.
 */
public interface DelegatingSource extends InstanceSource {

	/**
	 * Return the source behind this one.
	 * @return the source; the same one at every call
	 */
	InstanceSource delegate();

	@Override
	default String name() {
		return delegate().name();
	}

	@Override
	default @Nullable Duration interval() {
		return delegate().interval();
	}

	@Override
	default void whenChanged(Runnable signal) {
		delegate().whenChanged(signal);
	}

	@Override
	default boolean optional() {
		return delegate().optional();
	}

	@Override
	default boolean givesWay(String service) {
		return delegate().givesWay(service);
	}

}
