package io.github.azurediscovery.azure.arm;

import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/**
 * Recognizes failures that suggest a subnet without outbound access. Instance metadata
 * and managed identities work there nevertheless, so it looks as if Azure were down.
 * Virtual networks created after March 2026 have no outbound access by default, and
 * instances of Flexible scale sets never had it ("Default outbound access in Azure" and
 * "Orchestration modes" on Microsoft Learn).
 */
final class OutboundAccessHint {

	private static final String HINT = "; this subnet may have no way out (a private subnet, or a Flexible scale set"
			+ " without a NAT gateway): Azure Resource Manager must be reachable on port 443";

	private OutboundAccessHint() {
	}

	/** Return the hint to append to the message of a failure, empty for other causes. */
	static String hint(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof HttpConnectTimeoutException || cause instanceof UnknownHostException
					|| cause instanceof UnresolvedAddressException || cause instanceof NoRouteToHostException) {
				return HINT;
			}
		}
		return "";
	}

}
