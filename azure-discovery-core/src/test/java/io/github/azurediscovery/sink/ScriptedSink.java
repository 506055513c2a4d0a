package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.Sneaky;
import org.jspecify.annotations.Nullable;

/** A sink that does as the test says, and remembers what it was asked. */
final class ScriptedSink implements DiscoverySink {

	final List<DesiredState> states = new ArrayList<>();

	final List<ApplyMode> modes = new ArrayList<>();

	int attempts;

	int checks;

	@Nullable Throwable failure;

	@Nullable Throwable checkFailure;

	boolean holds = true;

	SinkReport report = new SinkReport(1, Map.of());

	Runnable whileApplying = () -> {
	};

	Runnable whileChecking = () -> {
	};

	Runnable lost = () -> {
		throw new IllegalStateException("whenLost was not called");
	};

	@Nullable Duration checkInterval;

	private final String name;

	ScriptedSink(String name) {
		this.name = name;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public void whenLost(Runnable signal) {
		this.lost = signal;
	}

	@Override
	public @Nullable Duration checkInterval() {
		return this.checkInterval;
	}

	@Override
	public boolean holdsApplied() {
		this.checks++;
		this.whileChecking.run();
		if (this.checkFailure != null) {
			throw Sneaky.thrown(this.checkFailure);
		}
		return this.holds;
	}

	@Override
	public SinkReport apply(DesiredState desired, ApplyMode mode) {
		this.attempts++;
		this.whileApplying.run();
		if (this.failure != null) {
			throw Sneaky.thrown(this.failure);
		}
		this.states.add(desired);
		this.modes.add(mode);
		this.holds = true;
		return this.report;
	}

	void fails(String message) {
		this.failure = new SinkException(message);
	}

	void works() {
		this.failure = null;
	}

	/** What it holds, such as {@code {orders=[a ROUTABLE, b DOWN platform]}}. */
	Map<String, List<String>> held() {
		Map<String, List<String>> held = new TreeMap<>();
		DesiredState last = this.states.get(this.states.size() - 1);
		last.services()
			.forEach((service, targets) -> held.put(service, targets.stream()
				.map((target) -> (target.instance().id() + " " + target.state() + " " + target.reasons()).strip())
				.toList()));
		return held;
	}

	ApplyMode lastMode() {
		return this.modes.get(this.modes.size() - 1);
	}

}
