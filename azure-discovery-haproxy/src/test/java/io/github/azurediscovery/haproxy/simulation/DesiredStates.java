package io.github.azurediscovery.haproxy.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;

/** Desired states of tests. */
public final class DesiredStates {

	private static final AtomicLong versions = new AtomicLong();

	private DesiredStates() {
	}

	/** The instance {@code vm-number} of orders at {@code 10.0.0.number:8080}. */
	public static SinkTarget routable(int number) {
		return target(number, TargetState.ROUTABLE);
	}

	public static SinkTarget down(int number) {
		return target(number, TargetState.DOWN);
	}

	public static SinkTarget leaving(int number) {
		return target(number, TargetState.LEAVING);
	}

	public static SinkTarget at(int number, String host, int port) {
		return new SinkTarget(Instance.of("vm-" + number, "orders", host, port).name("vm-" + number).build(),
				TargetState.ROUTABLE, "");
	}

	private static SinkTarget target(int number, TargetState state) {
		String host = "10.0." + number / 256 + "." + number % 256;
		return new SinkTarget(Instance.of("vm-" + number, "orders", host, 8080).build(), state, "");
	}

	public static SinkTarget[] routable(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj(DesiredStates::routable).toArray(SinkTarget[]::new);
	}

	public static DesiredState complete(SinkTarget... targets) {
		return state(true, targets);
	}

	public static DesiredState incomplete(SinkTarget... targets) {
		return state(false, targets);
	}

	private static DesiredState state(boolean complete, SinkTarget... targets) {
		Map<String, List<SinkTarget>> services = new TreeMap<>();
		Arrays.stream(targets)
			.forEach((target) -> services.computeIfAbsent(target.instance().service(), (name) -> new ArrayList<>())
				.add(target));
		return new DesiredState(versions.incrementAndGet(), complete, services);
	}

}
