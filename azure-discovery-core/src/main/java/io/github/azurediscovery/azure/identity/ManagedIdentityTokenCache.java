package io.github.azurediscovery.azure.identity;

import java.util.regex.Pattern;

import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.TokenCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache in which MSAL keeps the tokens of managed identities for all of a process.
 * {@code ManagedIdentityCredential} of azure-identity 1.18 hands no claims on to MSAL, so
 * that this cache is the one place where a token that Azure refused can be dropped before
 * it expires. Others in the process that use a managed identity ask for theirs once more.
 */
final class ManagedIdentityTokenCache {

	private static final Logger logger = LoggerFactory.getLogger(ManagedIdentityTokenCache.class);

	private static final Pattern EXPIRY = Pattern.compile("\"(expires_on|extended_expires_on|refresh_on)\":\"\\d+\"");

	private ManagedIdentityTokenCache() {
	}

	/** Let all tokens expire: the cache can be added to, and not be emptied. */
	static void forget() {
		try {
			TokenCache cache = ManagedIdentityApplication.getSharedTokenCache();
			cache.deserialize(EXPIRY.matcher(cache.serialize()).replaceAll("\"$1\":\"0\""));
		}
		catch (LinkageError | RuntimeException ex) {
			logger.debug("A refused token may be presented again until it expires", ex);
		}
	}

}
