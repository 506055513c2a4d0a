package io.github.azurediscovery.fleet.store;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.setting.InvalidSettingException;

/**
 * Where the store is: {@code https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]}.
 * On loopback plain HTTP is accepted, and the account is the first part of the path, as
 * emulators have it.
 *
 * @param account the URL of the account, without a slash at the end
 * @param container the name of the container
 * @param prefix what the names of this fleet begin with: empty, or with a slash at the
 * end
 */
public record StoreAddress(URI account, String container, String prefix) {

	private static final String SETTING = "fleet.store";

	private static final Pattern CONTAINER = Pattern.compile("[a-z0-9](-?[a-z0-9]){2,62}");

	private static final Pattern SEGMENT = Pattern.compile("(?!\\.+$)[A-Za-z0-9._-]{1,64}");

	/**
	 * Parse an address.
	 * @param text the text of the setting
	 * @throws InvalidSettingException if it is none, or is not safe; the message repeats
	 * no query, which may be a secret
	 */
	public static StoreAddress parse(String text) {
		String withoutQuery = text.strip().split("[?#]", 2)[0];
		if (withoutQuery.length() != text.strip().length()) {
			throw invalid(withoutQuery, "without a query: a shared access signature is not supported, "
					+ "the identity of credential.* is used");
		}
		URI uri = uri(withoutQuery);
		boolean loopback = AzureEndpoints.isLoopback(uri);
		if (uri.getHost() == null || uri.getRawUserInfo() != null
				|| !("https".equals(uri.getScheme()) || (loopback && "http".equals(uri.getScheme())))) {
			throw invalid(withoutQuery, "a URL of the form https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]");
		}
		List<String> path = List.of(uri.getRawPath().replaceFirst("^/", "").split("/"));
		int account = loopback ? 1 : 0;
		if (path.size() <= account || !CONTAINER.matcher(path.get(account)).matches()
				|| path.get(account).length() > 63) {
			throw invalid(withoutQuery,
					"followed by the name of a container: " + "3 to 63 lower-case letters, digits and single hyphens");
		}
		if (!path.stream().allMatch((segment) -> SEGMENT.matcher(segment).matches())) {
			throw invalid(withoutQuery, "of letters, digits, '.', '_' and '-' between slashes");
		}
		String origin = uri.getScheme() + "://" + uri.getRawAuthority();
		List<String> prefix = path.subList(account + 1, path.size());
		return new StoreAddress(URI.create(loopback ? origin + "/" + path.get(0) : origin), path.get(account),
				prefix.isEmpty() ? "" : String.join("/", prefix) + "/");
	}

	private static URI uri(String text) {
		try {
			return URI.create(text);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(text, "a URL");
		}
	}

	private static InvalidSettingException invalid(String value, String expected) {
		return new InvalidSettingException(SETTING, value, expected);
	}

	/** Return the URL of the container. */
	public URI containerUrl() {
		return URI.create(this.account + "/" + this.container);
	}

	@Override
	public String toString() {
		return containerUrl() + (this.prefix.isEmpty() ? "" : "/" + this.prefix.substring(0, this.prefix.length() - 1));
	}

}
