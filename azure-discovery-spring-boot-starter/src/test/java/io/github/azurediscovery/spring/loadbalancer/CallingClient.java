package io.github.azurediscovery.spring.loadbalancer;

import java.net.http.HttpClient;
import java.time.Duration;

import io.netty.channel.ChannelOption;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The HTTP clients behind RestClient, RestTemplate and WebClient, with timeouts.
 */
enum CallingClient {

	JDK("RestClient, JDK", (connect, read) -> {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(jdk(connect));
		factory.setReadTimeout(read);
		return factory;
	}, null),

	SIMPLE("`HttpURLConnection`", (connect, read) -> {
		SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
		factory.setConnectTimeout(connect);
		factory.setReadTimeout(read);
		return factory;
	}, null),

	APACHE("HttpClient 5", (connect, read) -> {
		HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(connect))
					.setSocketTimeout(Timeout.of(read))
					.build())
				.build())
			.disableAutomaticRetries()
			.build());
		factory.setReadTimeout(read);
		return factory;
	}, null),

	JETTY("Jetty", (connect, read) -> {
		org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
		client.setConnectTimeout(connect.toMillis());
		JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(client);
		factory.setReadTimeout(read);
		factory.afterPropertiesSet();
		return factory;
	}, null),

	REACTOR("Reactor Netty", (connect, read) -> {
		ReactorClientHttpRequestFactory factory = new ReactorClientHttpRequestFactory(
				reactor(connect).responseTimeout(read));
		return factory;
	}, null),

	WEB_CLIENT_REACTOR("WebClient, Reactor Netty", null,
			(connect, read) -> new ReactorClientHttpConnector(reactor(connect).responseTimeout(read))),

	WEB_CLIENT_JDK("WebClient, JDK", null, (connect, read) -> {
		JdkClientHttpConnector connector = new JdkClientHttpConnector(jdk(connect));
		connector.setReadTimeout(read);
		return connector;
	});

	/** The head of its column in the documentation. */
	final String column;

	final Maker<ClientHttpRequestFactory> blocking;

	final Maker<ClientHttpConnector> reactive;

	CallingClient(String column, Maker<ClientHttpRequestFactory> blocking, Maker<ClientHttpConnector> reactive) {
		this.column = column;
		this.blocking = blocking;
		this.reactive = reactive;
	}

	private static HttpClient jdk(Duration connect) {
		return HttpClient.newBuilder().connectTimeout(connect).build();
	}

	private static reactor.netty.http.client.HttpClient reactor(Duration connect) {
		return reactor.netty.http.client.HttpClient.create()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connect.toMillis());
	}

	/** Makes a client that waits this long to connect and to read. */
	interface Maker<T> {

		T make(Duration connect, Duration read) throws Exception;

	}

}
