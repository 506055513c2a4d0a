package io.github.azurediscovery.azure.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The claims that a request for a new token carries after Azure refused the last one, as
 * described by
 * <a href= "https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 * challenges</a>. Any claims make the identity library go past its cache.
 */
final class ClaimsChallenge {

	private static final Pattern CLAIMS = Pattern.compile("\\bclaims=\"([^\"]+)\"");

	private ClaimsChallenge() {
	}

	/**
	 * Return the claims to ask for.
	 * @param challenge the {@code WWW-Authenticate} header, or {@code null} if there is
	 * none
	 * @param now the time: a token of before is not wanted
	 * @return the claims of the challenge, or such as any new token satisfies
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
