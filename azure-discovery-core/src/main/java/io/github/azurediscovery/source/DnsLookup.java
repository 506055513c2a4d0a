package io.github.azurediscovery.source;

import java.util.List;

/** Resolves a DNS name. */
@FunctionalInterface
interface DnsLookup {

	/**
	 * Resolve.
	 * @param name the name
	 * @return where it leads, never empty
	 * @throws SourceException if it leads nowhere, or no server answers
	 * @throws InterruptedException if the call was abandoned
	 */
	List<ResolvedDnsTarget> resolve(String name) throws SourceException, InterruptedException;

}
