package io.github.azurediscovery.haproxy.wanted;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.haproxy.server.ServerAdmin;

/**
 * An instance as a server of a backend.
 *
 * @param instance the id of the instance
 * @param address the IP address, IPv6 without brackets
 * @param port the port
 * @param weight the weight, 1 to 256
 * @param admin {@code READY} or {@code DRAIN}
 */
public record WantedServer(String instance, String address, int port, int weight, ServerAdmin admin) {

	WantedServer weighing(int other) {
		return new WantedServer(this.instance, this.address, this.port, other, this.admin);
	}

	public String endpoint() {
		return HostName.bracketed(this.address) + ":" + this.port;
	}

}
