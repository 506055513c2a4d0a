package io.github.azurediscovery.spring.envoy;

import java.util.Locale;

import io.github.azurediscovery.envoy.ClientKind;
import io.github.azurediscovery.envoy.EnvoySink;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** {@link MeterBinder} for the clients of the control plane. No meter is per client. */
final class EnvoyMetrics implements MeterBinder {

	private final EnvoySink sink;

	EnvoyMetrics(EnvoySink sink) {
		this.sink = sink;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ClientKind kind : ClientKind.values()) {
			Gauge.builder("azure.discovery.envoy.clients", this.sink, (sink) -> sink.clients(kind))
				.tag("group", kind.name().toLowerCase(Locale.ROOT))
				.description("Streams that clients of the control plane have open")
				.register(registry);
		}
		for (String type : EnvoySink.types()) {
			FunctionCounter.builder("azure.discovery.envoy.rejections", this.sink, (sink) -> sink.rejections(type))
				.tag("type", type)
				.description("Updates that clients of the control plane refused")
				.register(registry);
		}
	}

}
