package io.github.azurediscovery.spring.envoy;

import java.time.Duration;

import io.github.azurediscovery.envoy.ClusterHealthCheck;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What of {@code loadbalancer.health-check} Envoy can do itself. */
record ProxyHealthCheck(@DefaultValue("http") String type, @DefaultValue("/actuator/health") String path,
		@DefaultValue("10s") Duration interval, @DefaultValue("2s") Duration timeout,
		@DefaultValue("2") int unhealthyThreshold, @DefaultValue("1") int healthyThreshold) {

	static ClusterHealthCheck read(Binder binder) {
		ProxyHealthCheck read = binder.bindOrCreate("azure.discovery.loadbalancer.health-check",
				ProxyHealthCheck.class);
		return new ClusterHealthCheck(read.type.equalsIgnoreCase("tcp") ? null : read.path, read.interval, read.timeout,
				read.unhealthyThreshold, read.healthyThreshold);
	}

}
