package io.github.azurediscovery.spring.envoy;

import java.time.Duration;

import io.github.azurediscovery.envoy.ClusterEjection;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What of {@code loadbalancer.outlier-detection} Envoy can do itself. */
record ProxyOutlierDetection(@DefaultValue("5") int consecutiveFailures, @DefaultValue("30s") Duration baseEjectionTime,
		@DefaultValue("5m") Duration maxEjectionTime, @DefaultValue("0.2") double maxEjectionShare) {

	static ClusterEjection read(Binder binder) {
		ProxyOutlierDetection read = binder.bindOrCreate("azure.discovery.loadbalancer.outlier-detection",
				ProxyOutlierDetection.class);
		return new ClusterEjection(read.consecutiveFailures, read.baseEjectionTime, read.maxEjectionTime,
				read.maxEjectionShare);
	}

}
