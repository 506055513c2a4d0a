package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.List;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Addresses (A and AAAA) by a DNS server of one's own choice. */
final class DnsServerAddressLookup implements DnsLookup {

	private final DnsLookupSession session;

	DnsServerAddressLookup(DnsLookupSession session) {
		this.session = session;
	}

	@Override
	public List<ResolvedDnsTarget> resolve(String name) throws SourceException, InterruptedException {
		List<ResolvedDnsTarget> targets = new ArrayList<>();
		for (Record record : this.session.records(name, Type.A)) {
			add(record, targets);
		}
		for (Record record : this.session.records(name, Type.AAAA)) {
			add(record, targets);
		}
		if (targets.isEmpty()) {
			throw SourceException.builder("DNS name " + name + " has no address")
				.reason(SourceException.Reason.MISSING)
				.requests(2)
				.build();
		}
		return targets;
	}

	private static void add(Record record, List<ResolvedDnsTarget> targets) {
		if (record instanceof ARecord a) {
			targets.add(ResolvedDnsTarget.of(a.getAddress()));
		}
		else if (record instanceof AAAARecord aaaa) {
			targets.add(ResolvedDnsTarget.of(aaaa.getAddress()));
		}
	}

}
