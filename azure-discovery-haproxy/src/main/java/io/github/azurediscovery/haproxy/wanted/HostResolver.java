package io.github.azurediscovery.haproxy.wanted;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.haproxy.syntax.AddressLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of hosts, since HAProxy takes no names at run time. A name keeps its address
 * while a name server still answers it, or does not answer.
 */
public final class HostResolver {

	private final Map<String, String> last = new HashMap<>();

	private final NameLookup lookup;

	public HostResolver() {
		this((name) -> Arrays.stream(InetAddress.getAllByName(name)).map(InetAddress::getHostAddress).toList());
	}

	public HostResolver(NameLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * Return the address of a host. May wait for a name server.
	 * @param host an address, IPv6 in brackets, or a name
	 * @return the address without brackets, or {@code null} if there has never been one
	 */
	public @Nullable String address(String host) {
		InetAddress literal = AddressLiteral.parse(host);
		if (literal != null) {
			return literal.getHostAddress();
		}
		String known = this.last.get(host);
		try {
			List<String> addresses = this.lookup.addresses(host);
			if (known == null || !addresses.contains(known)) {
				known = addresses.get(0);
				this.last.put(host, known);
			}
		}
		catch (UnknownHostException | IndexOutOfBoundsException ex) {
			return known;
		}
		return known;
	}

	/** Forget the hosts that are not among these. */
	void retain(Set<String> hosts) {
		this.last.keySet().retainAll(hosts);
	}

	/** Asks for the addresses of a name. */
	@FunctionalInterface
	public interface NameLookup {

		List<String> addresses(String name) throws UnknownHostException;

	}

}
