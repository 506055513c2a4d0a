package io.github.azurediscovery.source;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A service whose instances are in DNS. A name that starts with {@code _} is an SRV name
 * (<a href="https://www.rfc-editor.org/rfc/rfc2782">RFC 2782</a>): its targets of the
 * lowest priority are the members, their weight becomes the metadata {@code weight}, and
 * it is not asked for again before its time to live has passed. With a DNS server of
 * one's own choice that server resolves the targets: one that does not resolve is
 * rejected, and if none of a priority does, the next one is used. Any other name is
 * resolved to its addresses (A and AAAA), by the system's resolver unless a DNS server is
 * given. A name that does not resolve, SRV targets of which none does, and a server that
 * does not answer are failures, for DNS cannot tell an empty service from a missing one:
 * what it said last is kept.
 */
public final class DnsSource implements InstanceSource {

	private final ServiceAddressDefaults defaults;

	private final String name;

	private final String dnsName;

	private final DnsLookup lookup;

	/**
	 * Create a source.
	 * @param defaults the service; for A and AAAA it must have a port
	 * @param dnsName the name to resolve
	 * @param server the DNS server, {@code host} or {@code host:port}, IPv6 in brackets;
	 * {@code null} for the system's
	 * @throws IllegalArgumentException if the name or the server is not valid, or the
	 * port is missing
	 */
	public DnsSource(ServiceAddressDefaults defaults, String dnsName, @Nullable String server) {
		this(lookup(dnsName, server), defaults, dnsName);
		if (defaults.port() == null && !isSrv(dnsName)) {
			throw new IllegalArgumentException("DNS name '" + dnsName + "' of service '" + defaults.service()
					+ "' has addresses but no ports: configure the port of the service, or an SRV name");
		}
	}

	DnsSource(DnsLookup lookup, ServiceAddressDefaults defaults, String dnsName) {
		this.defaults = defaults;
		this.name = "dns:" + defaults.service();
		this.dnsName = dnsName;
		this.lookup = lookup;
	}

	private static DnsLookup lookup(String dnsName, @Nullable String server) {
		if (isSrv(dnsName)) {
			return new SrvRecordLookup(DnsLookupSession.to(server), server != null);
		}
		return (server != null) ? new DnsServerAddressLookup(DnsLookupSession.to(server)) : new SystemAddressLookup();
	}

	private static boolean isSrv(String dnsName) {
		return dnsName.startsWith("_");
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable Duration interval() {
		return this.defaults.interval();
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException, InterruptedException {
		ServiceAddressCollector list = new ServiceAddressCollector(this.defaults, this.name);
		List<ResolvedDnsTarget> targets = this.lookup.resolve(this.dnsName);
		int first = targets.stream()
			.filter(ResolvedDnsTarget::isResolved)
			.mapToInt(ResolvedDnsTarget::priority)
			.min()
			.orElse(0);
		for (ResolvedDnsTarget target : targets) {
			String problem = target.problem();
			if (problem != null) {
				list.reject(target.toString(), RejectionReason.UNRESOLVED, problem);
			}
			else if (target.priority() > first) {
				list.reject(target.toString(), RejectionReason.LOWER_PRIORITY,
						"priority " + target.priority() + ", while others have " + first);
			}
			else {
				add(target, list);
			}
		}
		return list.answerUnlessAllAreBad("DNS name " + this.dnsName);
	}

	private void add(ResolvedDnsTarget target, ServiceAddressCollector list) {
		try {
			list.add(HostAndPort.of(target.host(), target.portOr(this.defaults.port()), target.host())
				.instance(this.defaults.service(), this.name)
				.secure(this.defaults.secure())
				.metadata(target.metadata())
				.build());
		}
		catch (IllegalArgumentException ex) {
			list.reject(target.toString(), RejectionReason.INVALID_ADDRESS, String.valueOf(ex.getMessage()));
		}
	}

}
