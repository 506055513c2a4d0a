package io.github.azurediscovery.source;

import java.net.InetAddress;
import java.util.Map;

import io.github.azurediscovery.catalog.HostName;
import org.jspecify.annotations.Nullable;

/**
 * Where a DNS name leads.
 *
 * @param host a host name or an address, IPv6 in brackets
 * @param port the port, or 0 if DNS does not tell
 * @param priority lower ones come first
 * @param weight the weight, or 0 if there is none
 * @param problem why it cannot be called, or {@code null} if it can
 */
record DnsTarget(String host, int port, int priority, int weight, @Nullable String problem) {

	DnsTarget(String host, int port, int priority, int weight) {
		this(host, port, priority, weight, null);
	}

	static DnsTarget of(InetAddress address) {
		return new DnsTarget(HostName.bracketed(address.getHostAddress()), 0, 0, 0);
	}

	DnsTarget at(DnsTarget address) {
		return new DnsTarget(address.host, this.port, this.priority, this.weight);
	}

	DnsTarget unresolved(String problem) {
		return new DnsTarget(this.host, this.port, this.priority, this.weight, problem);
	}

	boolean isResolved() {
		return this.problem == null;
	}

	@Nullable Integer portOr(@Nullable Integer other) {
		return (this.port != 0) ? (Integer) this.port : other;
	}

	Map<String, String> metadata() {
		return (this.weight > 0) ? Map.of("weight", String.valueOf(this.weight)) : Map.of();
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}
