package io.github.azurediscovery.haproxy.wanted;

import java.util.List;

/**
 * What a backend shall hold.
 *
 * @param name the name of the backend
 * @param service the service whose backend it is
 * @param servers the servers, each at an address of its own
 * @param certain whether every instance is among them: otherwise none may be removed
 */
public record WantedBackend(String name, String service, List<WantedServer> servers, boolean certain) {

	public WantedBackend {
		servers = ServerWeights.scale(servers);
	}

}
