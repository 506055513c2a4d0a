package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.List;

import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * SRV records. The targets keep their names where the system can resolve them itself;
 * those of a server of one's own choice are resolved by that server.
 */
final class SrvLookup implements DnsLookup {

	private final DnsSession session;

	private final boolean resolveTargets;

	private final AddressLookup addresses;

	SrvLookup(DnsSession session, boolean resolveTargets) {
		this.session = session;
		this.resolveTargets = resolveTargets;
		this.addresses = new AddressLookup(session);
	}

	@Override
	public List<DnsTarget> resolve(String name) throws SourceException, InterruptedException {
		List<DnsTarget> targets = new ArrayList<>();
		for (Record record : this.session.records(name, Type.SRV)) {
			if (record instanceof SRVRecord srv) {
				String host = srv.getTarget().toString(true);
				DnsTarget target = new DnsTarget(host, srv.getPort(), srv.getPriority(), srv.getWeight());
				if (this.resolveTargets) {
					this.addresses.resolve(host).forEach((address) -> targets.add(target.at(address)));
				}
				else {
					targets.add(target);
				}
			}
		}
		if (targets.isEmpty()) {
			throw SourceException.failed(SourceException.Reason.MISSING, "DNS name " + name + " has no SRV record",
					null, null, 1);
		}
		return targets;
	}

}
