package io.github.azurediscovery.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A sink that remembers what it was given, and can be made to fail. */
final class MemorySink implements DiscoverySink {

	/** The sink of the newest context that has one. */
	static volatile MemorySink newest;

	private final List<DesiredState> states = new CopyOnWriteArrayList<>();

	private final List<ApplyMode> modes = new CopyOnWriteArrayList<>();

	private volatile boolean failing;

	MemorySink(boolean failing) {
		this.failing = failing;
		newest = this;
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public SinkReport apply(DesiredState desired, ApplyMode mode) throws SinkException {
		check();
		this.states.add(desired);
		this.modes.add(mode);
		return new SinkReport(1, Map.of());
	}

	@Override
	public boolean holdsApplied() throws SinkException {
		check();
		return true;
	}

	private void check() throws SinkException {
		if (this.failing) {
			throw new SinkException("it is away");
		}
	}

	void failing(boolean failing) {
		this.failing = failing;
	}

	List<ApplyMode> modes() {
		return this.modes;
	}

	boolean isUntouched() {
		return this.states.isEmpty();
	}

	int instances(String service) {
		if (this.states.isEmpty()) {
			return 0;
		}
		return this.states.get(this.states.size() - 1).services().getOrDefault(service, List.of()).size();
	}

	/** Found by the agent's own scan. */
	@Configuration(proxyBeanMethods = false)
	static class MemorySinkConfiguration {

		@Bean
		@ConditionalOnProperty(name = "memory.sink", havingValue = "up")
		MemorySink memorySink() {
			return new MemorySink(false);
		}

		@Bean
		@ConditionalOnProperty(name = "memory.sink", havingValue = "down")
		MemorySink failingSink() {
			return new MemorySink(true);
		}

	}

}
