package io.github.azurediscovery.test.arm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import io.github.azurediscovery.test.http.IncomingRequest;
import io.github.azurediscovery.test.http.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the subject of the bearer token.
 *
 * @param name the {@code sub} of a JWT, or the whole token if it is none
 */
public record TokenSubject(String name) {

	/** The subject of requests without a token. */
	public static final String ANONYMOUS = "anonymous";

	/**
	 * Tell who asks.
	 * @param request the request
	 * @return the subject of its token
	 */
	public static TokenSubject of(IncomingRequest request) {
		String authorization = request.header("authorization");
		if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
			return new TokenSubject(ANONYMOUS);
		}
		String token = authorization.substring(7).trim();
		Map<String, Object> claims = claims(token);
		if (claims == null) {
			return new TokenSubject(token);
		}
		if (claims.get("exp") instanceof Number expiry && expiry.longValue() < System.currentTimeMillis() / 1000) {
			throw new ArmRefusalException(401, "ExpiredAuthenticationToken",
					"The access token expiry UTC time '" + expiry + "' is earlier than current UTC time.");
		}
		return new TokenSubject(String.valueOf(claims.getOrDefault("sub", token)));
	}

	/**
	 * Return a token for a subject.
	 * @param subject the subject
	 * @param audience who the token is for
	 * @param expiresOn when it expires, in seconds since 1970
	 * @return a JWT with an empty signature
	 */
	public static String token(String subject, String audience, long expiresOn) {
		return part(JsonText.object("alg", "none", "typ", "JWT")) + '.' + part(JsonText.object("sub", subject, "oid",
				new TokenSubject(subject).objectId(), "aud", audience, "exp", expiresOn)) + ".simulated";
	}

	boolean anonymous() {
		return this.name.equals(ANONYMOUS);
	}

	String objectId() {
		return UUID.nameUUIDFromBytes(this.name.getBytes(StandardCharsets.UTF_8)).toString();
	}

	private static String part(Map<String, Object> value) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.write(value));
	}

	private static @Nullable Map<String, Object> claims(String token) {
		String[] parts = token.split("\\.", -1);
		if (parts.length != 3) {
			return null;
		}
		try {
			return JsonText.read(Base64.getUrlDecoder().decode(parts[1]));
		}
		catch (IOException | IllegalArgumentException ex) {
			return null;
		}
	}

}
