package io.github.azurediscovery.envoy;

import java.util.List;

import io.github.azurediscovery.sink.SinkTarget;

/**
 * One service as its resources show it.
 *
 * @param service the id of the service
 * @param cluster the name of its cluster
 * @param secure whether its instances expect TLS
 * @param targets the instances that can be endpoints, sorted by id
 */
record ServiceView(String service, String cluster, boolean secure, List<SinkTarget> targets) {

	ServiceView {
		targets = List.copyOf(targets);
	}

}
