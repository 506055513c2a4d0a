package io.github.azurediscovery.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses of SRV targets. One whose name does not exist, or has no address, is
 * unresolved; so is one of which the server cannot tell, unless it could before: then it
 * is where it was. A server that does not answer at all has said nothing of any.
 */
final class SrvTargetAddresses {

	private final DnsLookup lookup;

	private final Map<String, List<ResolvedDnsTarget>> known = new HashMap<>();

	SrvTargetAddresses(DnsLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * Resolve a target.
	 * @param target the target
	 * @return the target at each of its addresses; itself, unresolved, if it has none
	 * @throws SourceException if the server does not answer
	 * @throws InterruptedException if the call was abandoned
	 */
	List<ResolvedDnsTarget> of(ResolvedDnsTarget target) throws SourceException, InterruptedException {
		String host = target.host();
		try {
			this.known.put(host, this.lookup.resolve(host));
		}
		catch (SourceException ex) {
			switch (ex.reason()) {
				case TIMEOUT, UNREACHABLE -> throw ex;
				case MISSING -> this.known.remove(host);
				default -> {
				}
			}
			if (!this.known.containsKey(host)) {
				return List.of(target.unresolved(String.valueOf(ex.getMessage())));
			}
		}
		return this.known.getOrDefault(host, List.of()).stream().map(target::at).toList();
	}

	void forgetAllBut(List<ResolvedDnsTarget> targets) {
		this.known.keySet().retainAll(targets.stream().map(ResolvedDnsTarget::host).collect(Collectors.toSet()));
	}

}
