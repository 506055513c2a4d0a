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
record ResolvedDnsTarget(String host, int port, int priority, int weight, @Nullable String problem) {

	ResolvedDnsTarget(String host, int port, int priority, int weight) {
		this(host, port, priority, weight, null);
	}

	static ResolvedDnsTarget of(InetAddress address) {
		return new ResolvedDnsTarget(HostName.bracketed(address.getHostAddress()), 0, 0, 0);
	}

	ResolvedDnsTarget at(ResolvedDnsTarget address) {
		return new ResolvedDnsTarget(address.host, this.port, this.priority, this.weight);
	}

	ResolvedDnsTarget unresolved(String problem) {
		return new ResolvedDnsTarget(this.host, this.port, this.priority, this.weight, problem);
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
