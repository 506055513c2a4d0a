package io.github.azurediscovery.spring.loadbalancer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.HttpsURLConnection;

import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.netty.channel.ChannelOption;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.tcp.SslProvider;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The HTTP clients behind RestClient, RestTemplate and WebClient, with timeouts. They
 * trust the certificate of this process, and have none of their own.
 */
enum CallingClient {

	JDK("RestClient, JDK", (connect, read) -> {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(jdk(connect));
		factory.setReadTimeout(read);
		return factory;
	}, null),

	SIMPLE("`HttpURLConnection`", (connect, read) -> {
		SimpleClientHttpRequestFactory factory = new TrustingRequestFactory();
		factory.setConnectTimeout(connect);
		factory.setReadTimeout(read);
		return factory;
	}, null),

	APACHE("HttpClient 5", (connect, read) -> {
		HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setTlsSocketStrategy(apacheTls())
				.setDefaultConnectionConfig(apache(connect, read))
				.build())
			.disableAutomaticRetries()
			.build());
		factory.setReadTimeout(read);
		return factory;
	}, null),

	JETTY("Jetty", (connect, read) -> {
		JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(jetty(connect));
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
	}),

	WEB_CLIENT_APACHE("WebClient, HttpClient 5", null,
			(connect,
					read) -> new HttpComponentsClientHttpConnector(HttpAsyncClients.custom()
						.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
							.setTlsStrategy(apacheTls())
							.setDefaultConnectionConfig(apache(connect, read))
							.build())
						.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(read)).build())
						.disableAutomaticRetries()
						.build())),

	WEB_CLIENT_JETTY("WebClient, Jetty", null, (connect, read) -> {
		org.eclipse.jetty.client.HttpClient client = jetty(connect);
		client.setIdleTimeout(read.toMillis());
		return new JettyClientHttpConnector(client);
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
		return HttpClient.newBuilder()
			.sslContext(LoopbackCertificate.ofProcess().client())
			.connectTimeout(connect)
			.build();
	}

	private static ConnectionConfig apache(Duration connect, Duration read) {
		return ConnectionConfig.custom()
			.setConnectTimeout(Timeout.of(connect))
			.setSocketTimeout(Timeout.of(read))
			.build();
	}

	private static DefaultClientTlsStrategy apacheTls() {
		return new DefaultClientTlsStrategy(LoopbackCertificate.ofProcess().client());
	}

	private static org.eclipse.jetty.client.HttpClient jetty(Duration connect) {
		SslContextFactory.Client tls = new SslContextFactory.Client();
		tls.setSslContext(LoopbackCertificate.ofProcess().client());
		ClientConnector connector = new ClientConnector();
		connector.setSslContextFactory(tls);
		org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient(
				new HttpClientTransportOverHTTP(connector));
		client.setConnectTimeout(connect.toMillis());
		return client;
	}

	private static reactor.netty.http.client.HttpClient reactor(Duration connect) {
		byte[] trusted = LoopbackCertificate.ofProcess().pem().getBytes(StandardCharsets.US_ASCII);
		SslProvider.GenericSslContextSpec<?> tls = Http11SslContextSpec.forClient()
			.configure((builder) -> builder.trustManager(new ByteArrayInputStream(trusted)));
		return reactor.netty.http.client.HttpClient.create()
			.secure((spec) -> spec.sslContext(tls))
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connect.toMillis());
	}

	/** Makes a client that waits this long to connect and to read. */
	interface Maker<T> {

		T make(Duration connect, Duration read) throws Exception;

	}

	private static final class TrustingRequestFactory extends SimpleClientHttpRequestFactory {

		@Override
		protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
			super.prepareConnection(connection, method);
			if (connection instanceof HttpsURLConnection secure) {
				secure.setSSLSocketFactory(LoopbackCertificate.ofProcess().client().getSocketFactory());
			}
		}

	}

}
