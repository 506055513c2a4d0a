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

	private final DnsSession session;

	private final boolean resolveTargets;

	private final TargetAddresses addresses;

	SrvRecordLookup(DnsSession session, boolean resolveTargets) {
		this.session = session;
		this.resolveTargets = resolveTargets;
		this.addresses = new TargetAddresses(new DnsServerAddressLookup(session));
	}

	@Override
	public List<DnsTarget> resolve(String name) throws SourceException, InterruptedException {
		List<DnsTarget> targets = new ArrayList<>();
		for (Record record : this.session.records(name, Type.SRV)) {
			if (record instanceof SRVRecord srv) {
				targets.add(new DnsTarget(srv.getTarget().toString(true), srv.getPort(), srv.getPriority(),
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
	private List<DnsTarget> resolve(List<DnsTarget> targets) throws SourceException, InterruptedException {
		List<DnsTarget> resolved = new ArrayList<>();
		int used = Integer.MAX_VALUE;
		for (DnsTarget target : targets.stream().sorted(Comparator.comparing(DnsTarget::priority)).toList()) {
			if (target.priority() > used) {
				resolved.add(target);
				continue;
			}
			List<DnsTarget> addresses = this.addresses.of(target);
			resolved.addAll(addresses);
			used = addresses.get(0).isResolved() ? target.priority() : used;
		}
		this.addresses.forgetAllBut(targets);
		return resolved;
	}

}
