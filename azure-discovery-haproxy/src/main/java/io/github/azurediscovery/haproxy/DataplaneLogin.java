package io.github.azurediscovery.haproxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;

/**
 * The user that HAProxy's Dataplane API knows this application as. The password is in no
 * message and no {@link #toString()}.
 *
 * @param username the name
 * @param password the password
 */
public record DataplaneLogin(String username, String password) {

	public DataplaneLogin {
		HaproxyBounds.that(!username.isBlank() && username.indexOf(':') == -1, "haproxy.dataplane.username", username,
				"a name without a colon");
		HaproxyBounds.that(!password.isEmpty(), "haproxy.dataplane.password", "", "a password");
	}

	/** The value of the header {@code Authorization}. */
	public String authorization() {
		byte[] pair = (this.username + ":" + this.password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	@Override
	public String toString() {
		return "DataplaneLogin[username=" + this.username + ", password=***]";
	}

}
