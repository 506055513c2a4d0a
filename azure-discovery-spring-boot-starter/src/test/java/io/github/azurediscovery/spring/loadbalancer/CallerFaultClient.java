package io.github.azurediscovery.spring.loadbalancer;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;

import io.github.azurediscovery.failures.CallerFaultEnvironment;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.jetty.client.HttpProxy;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

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
 * The client of a caller in trouble: follows redirects, goes through the caller's proxy
 * if there is one, and has a pool of a single connection if it has a pool.
 */
record CallerFaultClient(CallerFaultEnvironment caller) {

	ClientHttpRequestFactory blocking(CallingClient client) throws Exception {
		return switch (client) {
			case JDK -> new JdkClientHttpRequestFactory(jdk());
			case SIMPLE -> simple();
			case APACHE -> apache();
			case JETTY -> jetty();
			default -> new ReactorClientHttpRequestFactory(reactor());
		};
	}

	ClientHttpConnector reactive(CallingClient client) {
		return switch (client) {
			case WEB_CLIENT_JDK -> new JdkClientHttpConnector(jdk());
			case WEB_CLIENT_APACHE -> new HttpComponentsClientHttpConnector(reactiveApache());
			case WEB_CLIENT_JETTY -> new JettyClientHttpConnector(jettyClient());
			default -> new ReactorClientHttpConnector(reactor());
		};
	}

	private boolean hasProxy() {
		return this.caller.proxyPort() != 0;
	}

	private InetSocketAddress proxy() {
		return new InetSocketAddress("127.0.0.1", this.caller.proxyPort());
	}

	private HttpClient jdk() {
		HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL);
		return (hasProxy() ? builder.proxy(ProxySelector.of(proxy())) : builder).build();
	}

	private ClientHttpRequestFactory simple() {
		SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
		if (hasProxy()) {
			factory.setProxy(new Proxy(Proxy.Type.HTTP, proxy()));
		}
		return factory;
	}

	private ClientHttpRequestFactory apache() {
		HttpClientBuilder builder = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnPerRoute(1).build())
			.disableAutomaticRetries();
		if (hasProxy()) {
			builder.setProxy(new HttpHost("127.0.0.1", this.caller.proxyPort()));
		}
		HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(builder.build());
		factory.setConnectionRequestTimeout(CallerFaultEnvironment.PATIENCE);
		return factory;
	}

	private CloseableHttpAsyncClient reactiveApache() {
		HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
			.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create().setMaxConnPerRoute(1).build())
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(Timeout.of(CallerFaultEnvironment.PATIENCE))
				.build())
			.disableAutomaticRetries();
		if (hasProxy()) {
			builder.setProxy(new HttpHost("127.0.0.1", this.caller.proxyPort()));
		}
		return builder.build();
	}

	private ClientHttpRequestFactory jetty() throws Exception {
		JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(jettyClient());
		factory.afterPropertiesSet();
		return factory;
	}

	private org.eclipse.jetty.client.HttpClient jettyClient() {
		org.eclipse.jetty.client.HttpClient client = new org.eclipse.jetty.client.HttpClient();
		client.setMaxConnectionsPerDestination(1);
		client.setMaxRequestsQueuedPerDestination(this.caller.room());
		if (hasProxy()) {
			client.getProxyConfiguration().addProxy(new HttpProxy("127.0.0.1", this.caller.proxyPort()));
		}
		return client;
	}

	private reactor.netty.http.client.HttpClient reactor() {
		reactor.netty.http.client.HttpClient client = reactor.netty.http.client.HttpClient
			.create(ConnectionProvider.builder("small")
				.maxConnections(1)
				.pendingAcquireMaxCount(this.caller.room())
				.pendingAcquireTimeout(CallerFaultEnvironment.PATIENCE)
				.build())
			.followRedirect(true);
		return hasProxy() ? client.proxy((proxy) -> proxy.type(ProxyProvider.Proxy.HTTP).socketAddress(proxy()))
				: client;
	}

}
