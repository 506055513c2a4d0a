package io.github.azurediscovery.source;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.github.azurediscovery.catalog.HostName;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Questions to a DNS server. An answer is remembered for its time to live, and the
 * absence of one for 10 s at most.
 */
final class DnsLookupSession {

	private static final int DEFAULT_PORT = 53;

	private static final int ABSENCE_SECONDS = 10;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final LookupSession session;

	private DnsLookupSession(LookupSession session) {
		this.session = session;
	}

	/**
	 * Create a session.
	 * @param server the server, or {@code null} for those of the system
	 * @return the session
	 * @throws IllegalArgumentException if that is no address of a server
	 */
	static DnsLookupSession to(@Nullable String server) {
		Cache cache = new Cache(DClass.IN);
		cache.setMaxNCache(ABSENCE_SECONDS);
		if (server == null) {
			return new DnsLookupSession(LookupSession.defaultBuilder().clearCaches().cache(cache).build());
		}
		HostAndPort address = HostAndPort.parse(server, DEFAULT_PORT);
		try {
			SimpleResolver resolver = new SimpleResolver(HostName.unbracketed(address.host()));
			resolver.setPort(address.port());
			resolver.setTimeout(TIMEOUT);
			return new DnsLookupSession(LookupSession.builder().resolver(resolver).cache(cache).build());
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("DNS server '" + server + "' does not resolve: give its address", ex);
		}
	}

	/**
	 * Ask.
	 * @param name the name
	 * @param type the type of the records
	 * @return the records, aliases followed; empty if the name has none of this type
	 * @throws SourceException if there is no such name, or no server answers
	 * @throws InterruptedException if the call was abandoned
	 */
	List<Record> records(String name, int type) throws SourceException, InterruptedException {
		try {
			return this.session.lookupAsync(Name.fromString(name), type).toCompletableFuture().get().getRecords();
		}
		catch (TextParseException ex) {
			throw SourceException.builder("'" + name + "' is not a DNS name: " + ex.getMessage()).cause(ex).build();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof NoSuchRRSetException) {
				return List.of();
			}
			throw SourceException.builder("DNS name " + name + " does not resolve: " + reason(ex))
				.reason(why(ex.getCause()))
				.cause(ex.getCause())
				.requests(1)
				.build();
		}
	}

	private static SourceException.Reason why(@Nullable Throwable cause) {
		return (cause instanceof NoSuchDomainException) ? SourceException.Reason.MISSING
				: SourceException.Reason.of(cause);
	}

	private static String reason(ExecutionException failure) {
		Throwable cause = failure.getCause();
		return (cause != null) ? cause.getClass().getSimpleName() : failure.toString();
	}

}
