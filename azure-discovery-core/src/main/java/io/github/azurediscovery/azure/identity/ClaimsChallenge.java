package io.github.azurediscovery.azure.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The claims of a token request after Azure rejected the last token, as described by
 * <a href= "https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 * challenges</a>. With any claims, the identity library bypasses its cache.
 */
final class ClaimsChallenge {

	private static final Pattern CLAIMS = Pattern.compile("\\bclaims=\"([^\"]+)\"");

	private ClaimsChallenge() {
	}

	/**
	 * Return the claims to request.
	 * @param challenge the {@code WWW-Authenticate} header, or {@code null} if there is
	 * none
	 * @param now the current time; older tokens do not satisfy the claims
	 * @return the claims of the challenge, or claims that any new token satisfies
	 */
	static String claims(@Nullable String challenge, Instant now) {
		Matcher found = CLAIMS.matcher((challenge != null) ? challenge : "");
		if (found.find()) {
			try {
				return new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				return anyNewToken(now);
			}
		}
		return anyNewToken(now);
	}

	private static String anyNewToken(Instant now) {
		return "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"" + now.getEpochSecond() + "\"}}}";
	}

}
