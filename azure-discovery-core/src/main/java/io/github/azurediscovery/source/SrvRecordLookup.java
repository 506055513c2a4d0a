package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * SRV records. The targets keep their names where the system can resolve them itself;
 * those of a server of one's own choice are resolved by that server, as far as they are
 * used.
 */
final class SrvRecordLookup implements DnsLookup {

	private final DnsLookupSession session;

	private final boolean resolveTargets;

	private final SrvTargetAddresses addresses;

	SrvRecordLookup(DnsLookupSession session, boolean resolveTargets) {
		this.session = session;
		this.resolveTargets = resolveTargets;
		this.addresses = new SrvTargetAddresses(new DnsServerAddressLookup(session));
	}

	@Override
	public List<ResolvedDnsTarget> resolve(String name) throws SourceException, InterruptedException {
		List<ResolvedDnsTarget> targets = new ArrayList<>();
		for (Record record : this.session.records(name, Type.SRV)) {
			if (record instanceof SRVRecord srv) {
				targets.add(new ResolvedDnsTarget(srv.getTarget().toString(true), srv.getPort(), srv.getPriority(),
						srv.getWeight()));
			}
		}
		if (targets.isEmpty()) {
			throw SourceException.builder("DNS name " + name + " has no SRV record")
				.reason(SourceException.Reason.MISSING)
				.requests(1)
				.build();
		}
		return this.resolveTargets ? resolve(targets) : targets;
	}

	/**
	 * Resolve the targets of the lowest priority, and those of the next one only if none
	 * of these resolves: as RFC 2782 has it, a client uses the lowest-numbered priority
	 * that it can reach.
	 */
	private List<ResolvedDnsTarget> resolve(List<ResolvedDnsTarget> targets)
			throws SourceException, InterruptedException {
		List<ResolvedDnsTarget> resolved = new ArrayList<>();
		int used = Integer.MAX_VALUE;
		for (ResolvedDnsTarget target : targets.stream()
			.sorted(Comparator.comparing(ResolvedDnsTarget::priority))
			.toList()) {
			if (target.priority() > used) {
				resolved.add(target);
				continue;
			}
			List<ResolvedDnsTarget> addresses = this.addresses.of(target);
			resolved.addAll(addresses);
			used = addresses.get(0).isResolved() ? target.priority() : used;
		}
		this.addresses.forgetAllBut(targets);
		return resolved;
	}

}
