package io.github.azurediscovery.azure.arm;

import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/**
 * Recognizes a subnet from which no public endpoint can be reached. Instance metadata and
 * the tokens of a managed identity work there all the same, so that it looks as if Azure
 * were down. Virtual networks made after March 2026 have no way out by default, and
 * instances of Flexible scale sets never had one ("Default outbound access in Azure" and
 * "Orchestration modes" on Microsoft Learn).
 */
final class OutboundAccessHint {

	private static final String HINT = "; this subnet may have no way out (a private subnet, or a Flexible scale set"
			+ " without a NAT gateway): Azure Resource Manager must be reachable on port 443";

	private OutboundAccessHint() {
	}

	/** What to add to the words of a failure, nothing if it has another cause. */
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
