package io.github.azurediscovery.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses by the system's resolver, with the JVM's own cache
 * ({@code networkaddress.cache.ttl}).
 */
final class SystemAddressLookup implements DnsLookup {

	@Override
	public List<ResolvedDnsTarget> resolve(String name) throws SourceException {
		try {
			return Arrays.stream(InetAddress.getAllByName(name)).map(ResolvedDnsTarget::of).distinct().toList();
		}
		catch (UnknownHostException ex) {
			throw SourceException.builder("DNS name " + name + " does not resolve")
				.reason(SourceException.Reason.MISSING)
				.cause(ex)
				.requests(1)
				.build();
		}
	}

}
