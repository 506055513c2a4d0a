package io.github.azurediscovery.envoy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;

/** Desired states for tests. */
final class EnvoyStates {

	private static final AtomicLong versions = new AtomicLong();

	private EnvoyStates() {
	}

	static SinkTarget routable(String service, String host, int port) {
		return target(service, host, port, "1", TargetState.ROUTABLE);
	}

	static SinkTarget target(String service, String host, int port, String zone, TargetState state) {
		return new SinkTarget(instance(service, host, port).zone(zone).region("westeurope").build(), state, "");
	}

	static Instance.Builder instance(String service, String host, int port) {
		return Instance.of(service + "-" + host + "-" + port, service, host, port).name("vm-" + port);
	}

	static DesiredState complete(SinkTarget... targets) {
		return state(true, targets);
	}

	static DesiredState incomplete(SinkTarget... targets) {
		return state(false, targets);
	}

	/** As many services as that, of one instance each; one of them at another port. */
	static DesiredState services(int number, int different) {
		SinkTarget[] targets = new SinkTarget[number];
		for (int service = 0; service < number; service++) {
			targets[service] = routable("s" + service, "10.0.0.1", (service == different) ? 9090 : 8080);
		}
		return complete(targets);
	}

	private static DesiredState state(boolean complete, SinkTarget... targets) {
		Map<String, List<SinkTarget>> services = new TreeMap<>();
		Arrays.stream(targets)
			.forEach((target) -> services.computeIfAbsent(target.instance().service(), (name) -> new ArrayList<>())
				.add(target));
		return new DesiredState(versions.incrementAndGet(), complete, services);
	}

}
