package io.github.azurediscovery.spring.loadbalancer;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.failures.DocumentedVerdicts;
import io.github.azurediscovery.failures.OwnTrouble;
import io.github.azurediscovery.failures.ReportedVerdict;
import io.github.azurediscovery.failures.TroubledCaller;
import io.github.azurediscovery.spring.FakeAzureDiscovery;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jetty.client.HttpProxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The caller's own failures, over real sockets and with every client, are no evidence.
 */
class OwnTroubleTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery)
		.withUserConfiguration(FailureEvidenceTests.Builders.class)
		.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false");

	static Stream<Arguments> matrix() {
		return Arrays.stream(CallingClient.values())
			.flatMap((client) -> Arrays.stream(OwnTrouble.values())
				.filter((trouble) -> DocumentedVerdicts.canHappen(trouble.row(), client.column))
				.map((trouble) -> Arguments.of(client, trouble)));
	}

	@ParameterizedTest
	@MethodSource("matrix")
	void saysNothingAboutTheInstance(CallingClient client, OwnTrouble trouble) throws Exception {
		try (TroubledCaller caller = new TroubledCaller(trouble)) {
			this.discovery.answer(
					Instance.of("a", "orders", trouble.host(), caller.instancePort()).secure(trouble.secure()).build());
			this.runner.run((context) -> {
				String url = "http://orders/" + trouble.page();
				Throwable failure = failure(caller, (client.blocking != null) ? blocking(context, client, caller, url)
						: reactive(context, client, caller, url));
				assertThat(ReportedVerdict.last(this.discovery.outcomes())).as(chain(failure))
					.isIn(DocumentedVerdicts.of(trouble.row(), client.column));
			});
		}
	}

	private static ThrowingCallable blocking(ApplicationContext context, CallingClient client, TroubledCaller caller,
			String url) throws Exception {
		RestClient rest = context.getBean(RestClient.Builder.class)
			.requestFactory(factory(client, caller.proxyPort()))
			.requestInterceptor((request, body, execution) -> {
				caller.prepare((token) -> fetch(client, token));
				return execution.execute(request, body);
			})
			.build();
		return () -> rest.get().uri(url).retrieve().toBodilessEntity();
	}

	private static ThrowingCallable reactive(ApplicationContext context, CallingClient client, TroubledCaller caller,
			String url) {
		WebClient web = context.getBean(WebClient.Builder.class)
			.clientConnector(connector(client, caller.proxyPort()))
			.filter((request, next) -> prepare(client, caller).then(next.exchange(request)))
			.build();
		return () -> web.get().uri(url).retrieve().toBodilessEntity().block();
	}

	private static Mono<Void> prepare(CallingClient client, TroubledCaller caller) {
		return Mono.<Void>fromCallable(() -> {
			caller.prepare((token) -> fetch(client, token));
			return null;
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private static void fetch(CallingClient client, String token) {
		try {
			if (client.blocking != null) {
				RestClient.builder()
					.requestFactory(client.blocking.make(TroubledCaller.PATIENCE, TroubledCaller.PATIENCE))
					.build()
					.get()
					.uri(token)
					.retrieve()
					.toBodilessEntity();
			}
			else {
				WebClient.builder()
					.clientConnector(client.reactive.make(TroubledCaller.PATIENCE, TroubledCaller.PATIENCE))
					.build()
					.get()
					.uri(token)
					.retrieve()
					.toBodilessEntity()
					.block();
			}
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Throwable failure(TroubledCaller caller, ThrowingCallable call) throws InterruptedException {
		Throwable[] failure = new Throwable[1];
		Thread calling = new Thread(() -> failure[0] = catchThrowable(call));
		caller.disturb(calling);
		calling.start();
		calling.join();
		return failure[0];
	}

	private static String chain(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable link = failure; link != null; link = link.getCause()) {
			text.append(link.getClass().getName()).append('(').append(link.getMessage()).append(") < ");
		}
		return text.toString();
	}

	private static ClientHttpRequestFactory factory(CallingClient client, int proxyPort) throws Exception {
		if (proxyPort == 0) {
			return redirecting(client);
		}
		InetSocketAddress address = new InetSocketAddress("127.0.0.1", proxyPort);
		return switch (client) {
			case JDK ->
				new JdkClientHttpRequestFactory(HttpClient.newBuilder().proxy(ProxySelector.of(address)).build());
			case SIMPLE -> {
				SimpleClientHttpRequestFactory simple = new SimpleClientHttpRequestFactory();
				simple.setProxy(new Proxy(Proxy.Type.HTTP, address));
				yield simple;
			}
			case APACHE -> new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
				.setProxy(new HttpHost("127.0.0.1", proxyPort))
				.disableAutomaticRetries()
				.build());
			case JETTY -> {
				org.eclipse.jetty.client.HttpClient jetty = new org.eclipse.jetty.client.HttpClient();
				jetty.getProxyConfiguration().addProxy(new HttpProxy("127.0.0.1", proxyPort));
				JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(jetty);
				factory.afterPropertiesSet();
				yield factory;
			}
			default -> new ReactorClientHttpRequestFactory(reactor(proxyPort));
		};
	}

	private static ClientHttpRequestFactory redirecting(CallingClient client) throws Exception {
		return switch (client) {
			case JDK -> new JdkClientHttpRequestFactory(
					HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build());
			case REACTOR -> new ReactorClientHttpRequestFactory(reactor(0));
			default -> client.blocking.make(LONG, LONG);
		};
	}

	private static ClientHttpConnector connector(CallingClient client, int proxyPort) {
		if (client == CallingClient.WEB_CLIENT_REACTOR) {
			return new ReactorClientHttpConnector(reactor(proxyPort));
		}
		HttpClient.Builder jdk = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL);
		if (proxyPort != 0) {
			jdk.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxyPort)));
		}
		return new JdkClientHttpConnector(jdk.build());
	}

	private static reactor.netty.http.client.HttpClient reactor(int proxyPort) {
		reactor.netty.http.client.HttpClient client = reactor.netty.http.client.HttpClient.create()
			.followRedirect(true);
		return (proxyPort == 0) ? client : client.proxy((proxy) -> proxy.type(ProxyProvider.Proxy.HTTP)
			.socketAddress(new InetSocketAddress("127.0.0.1", proxyPort)));
	}

}
