package io.github.azurediscovery.azure.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Creates HTTP clients for the SDK on top of the JDK's client: with or without the proxy
 * of the environment, with the configured certificates, without redirects, with timeouts.
 */
public final class JdkHttpClientFactory {

	private static final Duration CONNECT = Duration.ofSeconds(3);

	private final Duration timeout;

	private final @Nullable SSLContext tls;

	public JdkHttpClientFactory(Duration timeout, @Nullable SSLContext tls) {
		this.timeout = timeout;
		this.tls = tls;
	}

	/** Return a client that uses the proxy of the environment or of the JVM. */
	public HttpClient proxied() {
		return build(java.net.http.HttpClient.newBuilder(), proxies(System.getenv(), System.getProperties()));
	}

	/**
	 * Return a client without a proxy, for loopback and for the managed-identity endpoint
	 * of the VM.
	 */
	public HttpClient direct() {
		return build(java.net.http.HttpClient.newBuilder().proxy(java.net.http.HttpClient.Builder.NO_PROXY),
				Configuration.NONE);
	}

	/**
	 * The SDK reads only upper-case environment variables, only if a system property of
	 * the JDK enables it, and matches the hosts of {@code NO_PROXY} exactly (azure-core,
	 * {@code ProxyOptions}).
	 */
	static Configuration proxies(Map<String, String> environment, Properties properties) {
		Map<String, String> system = new HashMap<>();
		properties.stringPropertyNames().forEach((name) -> system.put(name, properties.getProperty(name)));
		system.put("java.net.useSystemProxies", "true");
		Map<String, String> proxies = new HashMap<>();
		for (String name : List.of("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")) {
			String value = environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT)));
			if (value != null && !value.isBlank()) {
				proxies.put(name, name.equals("NO_PROXY") ? withSubdomains(value) : value);
			}
		}
		return new ConfigurationBuilder((path) -> Map.of(), (path) -> system, (path) -> proxies).build();
	}

	/**
	 * Like curl: a name, with or without a leading dot, also matches its subdomains;
	 * blanks are ignored.
	 */
	private static String withSubdomains(String noProxy) {
		return Stream.of(noProxy.split("[,\\s]+"))
			.filter((name) -> !name.isEmpty())
			.map((name) -> name.startsWith(".") ? name.substring(1) : name)
			.flatMap((name) -> name.contains("*") ? Stream.of(name) : Stream.of(name, "*." + name))
			.collect(Collectors.joining(","));
	}

	private HttpClient build(java.net.http.HttpClient.Builder builder, Configuration configuration) {
		if (this.tls != null) {
			builder.sslContext(this.tls);
		}
		builder.followRedirects(java.net.http.HttpClient.Redirect.NEVER);
		return new JdkHttpClientBuilder(builder).configuration(configuration)
			.connectionTimeout((this.timeout.compareTo(CONNECT) < 0) ? this.timeout : CONNECT)
			.responseTimeout(this.timeout)
			.readTimeout(this.timeout)
			.writeTimeout(this.timeout)
			.build();
	}

}
