package io.github.azurediscovery.azure.identity;

import java.util.regex.Pattern;

import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.TokenCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache in which MSAL keeps the managed-identity tokens of the whole process.
 * {@code ManagedIdentityCredential} of azure-identity 1.18 does not pass claims to MSAL,
 * so a token that Azure rejected can be dropped before it expires only here. Other users
 * of a managed identity in this process fetch their tokens once more.
 */
final class ManagedIdentityTokenCache {

	private static final Logger logger = LoggerFactory.getLogger(ManagedIdentityTokenCache.class);

	private static final Pattern EXPIRY = Pattern.compile("\"(expires_on|extended_expires_on|refresh_on)\":\"\\d+\"");

	private ManagedIdentityTokenCache() {
	}

	/** Expire all tokens; the cache cannot be cleared, only added to. */
	static void forget() {
		try {
			TokenCache cache = ManagedIdentityApplication.getSharedTokenCache();
			cache.deserialize(EXPIRY.matcher(cache.serialize()).replaceAll("\"$1\":\"0\""));
		}
		catch (LinkageError | RuntimeException ex) {
			logger.debug("A rejected token may be sent again until it expires", ex);
		}
	}

}
