package io.github.azurediscovery.haproxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a HAProxy by its Dataplane API, where its socket cannot be reached. The
 * messages of refused settings name properties of the Spring Boot module.
 *
 * @param baseUrl the scheme, host and port; {@code http} only on this machine
 * @param login the user and password
 * @param timeout how long an answer may take
 * @param sslContext the certificates of {@code https}, or {@code null} for those of Java
 * @param transactionInterval the shortest time between two transactions that give HAProxy
 * new backends or more slots, each of which is a reload; {@code null} for no transactions
 */
public record DataplaneSettings(URI baseUrl, DataplaneLogin login, Duration timeout, @Nullable SSLContext sslContext,
		@Nullable Duration transactionInterval) {

	/** The default of the timeout. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

	private static final String URL = "haproxy.dataplane.base-url";

	private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);

	public DataplaneSettings {
		HaproxyBounds.that(baseUrl.getRawUserInfo() == null, URL, "***",
				"without a user: azure.discovery.haproxy.dataplane.username and .password are for it");
		boolean https = "https".equals(baseUrl.getScheme());
		HaproxyBounds.that(baseUrl.getHost() != null && (https || "http".equals(baseUrl.getScheme()))
				&& baseUrl.getRawPath().isEmpty() && baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
				URL, baseUrl, "a scheme, a host and a port, such as https://haproxy.internal:5555");
		HaproxyBounds.that(https || HaproxyAddress.loopback(baseUrl.getHost()) != null, URL, baseUrl,
				"https: http would show the password to the network, and is accepted on this machine only");
		HaproxyBounds.that(https || sslContext == null, "haproxy.dataplane.ssl-bundle", "set", "unset with http");
		HaproxyBounds.between("haproxy.dataplane.timeout", timeout, SHORTEST_TIMEOUT);
		if (transactionInterval != null) {
			HaproxyBounds.between("haproxy.reload.min-interval", transactionInterval, Duration.ZERO);
		}
	}

	/**
	 * Read the settings from text.
	 * @param baseUrl the scheme, host and port
	 * @param login the user and password
	 * @return settings with the default timeout, Java's certificates and no transactions
	 * @throws IllegalArgumentException if one of them cannot work
	 */
	public static DataplaneSettings of(String baseUrl, DataplaneLogin login) {
		return new DataplaneSettings(url(baseUrl), login, DEFAULT_TIMEOUT, null, null);
	}

	/**
	 * Return the same with another timeout.
	 * @param timeout how long an answer may take
	 * @return the settings
	 */
	public DataplaneSettings withTimeout(Duration timeout) {
		return new DataplaneSettings(this.baseUrl, this.login, timeout, this.sslContext, this.transactionInterval);
	}

	/**
	 * Return the same with certificates.
	 * @param sslContext the certificates
	 * @return the settings
	 */
	public DataplaneSettings withSslContext(@Nullable SSLContext sslContext) {
		return new DataplaneSettings(this.baseUrl, this.login, this.timeout, sslContext, this.transactionInterval);
	}

	/**
	 * Return the same with transactions.
	 * @param transactionInterval the shortest time between two
	 * @return the settings
	 */
	public DataplaneSettings withTransactions(Duration transactionInterval) {
		return new DataplaneSettings(this.baseUrl, this.login, this.timeout, this.sslContext, transactionInterval);
	}

	private static URI url(String text) {
		String trimmed = text.strip();
		try {
			URI url = new URI(trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
			HaproxyBounds.that(!url.isOpaque() && url.getRawPath() != null, URL, redacted(text), "a URL");
			return new URI(url.toString()
				.replaceFirst("^[A-Za-z]+(?=://)", String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)));
		}
		catch (URISyntaxException ex) {
			throw HaproxyBounds.refused(URL, redacted(text), "a URL, such as https://haproxy.internal:5555");
		}
	}

	/** What might contain a password is not shown. */
	private static String redacted(String text) {
		return text.contains("@") ? "***" : text;
	}

}
