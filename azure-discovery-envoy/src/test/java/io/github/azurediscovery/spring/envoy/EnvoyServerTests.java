package io.github.azurediscovery.spring.envoy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.envoy.EnvoySink;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The control plane in Boot's own gRPC server, and in its web server. */
@ExtendWith(OutputCaptureExtension.class)
class EnvoyServerTests {

	private static final String CLUSTERS = "type.googleapis.com/envoy.config.cluster.v3.Cluster";

	@TempDir
	private static Path directory;

	private static KeytoolIdentity known;

	private static KeytoolIdentity stranger;

	@BeforeAll
	static void createIdentities() throws IOException, InterruptedException {
		known = KeytoolIdentity.create(directory, "known");
		stranger = KeytoolIdentity.create(directory, "stranger");
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("spring.main.banner-mode=off", "server.port=0", "server.address=127.0.0.1"));
		all.addAll(List.of(properties));
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("spring.grpc.server.port=0")
			.run(all.stream().map("--"::concat).toArray(String[]::new));
	}

	private static void apply(ConfigurableApplicationContext context) throws Exception {
		SinkTarget orders = new SinkTarget(Instance.of("1", "orders", "10.0.0.1", 8080).build(), TargetState.ROUTABLE,
				"");
		context.getBean(EnvoySink.class)
			.apply(new DesiredState(1, true, Map.of("orders", List.of(orders))), ApplyMode.FULL);
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getBean(GrpcServerLifecycle.class).getPort();
	}

	private static DiscoveryResponse clusters(ManagedChannel channel) throws Exception {
		CompletableFuture<DiscoveryResponse> answer = new CompletableFuture<>();
		try {
			AggregatedDiscoveryServiceGrpc.newStub(channel)
				.streamAggregatedResources(new StreamObserver<DiscoveryResponse>() {

					@Override
					public void onNext(DiscoveryResponse response) {
						answer.complete(response);
					}

					@Override
					public void onError(Throwable failure) {
						answer.completeExceptionally(failure);
					}

					@Override
					public void onCompleted() {
					}

				})
				.onNext(DiscoveryRequest.newBuilder().setTypeUrl(CLUSTERS).build());
			return answer.get(20, TimeUnit.SECONDS);
		}
		finally {
			channel.shutdownNow();
		}
	}

	private static ManagedChannel tls(int port, @Nullable KeytoolIdentity client) throws Exception {
		SslContextBuilder context = GrpcSslContexts.forClient().trustManager(known.certificate());
		if (client != null) {
			context.keyManager(client.keyManagers());
		}
		return NettyChannelBuilder.forAddress("127.0.0.1", port).sslContext(context.build()).build();
	}

	private static String[] mutualTls() throws Exception {
		return new String[] { "spring.grpc.server.ssl.bundle=xds", "spring.grpc.server.ssl.client-auth=require",
				"spring.ssl.bundle.jks.xds.keystore.location=" + known.file(),
				"spring.ssl.bundle.jks.xds.keystore.password=" + KeytoolIdentity.PASSWORD,
				"spring.ssl.bundle.jks.xds.keystore.type=PKCS12",
				"spring.ssl.bundle.jks.xds.truststore.location=" + known.trust(),
				"spring.ssl.bundle.jks.xds.truststore.password=" + KeytoolIdentity.PASSWORD,
				"spring.ssl.bundle.jks.xds.truststore.type=PKCS12" };
	}

	@Test
	void withoutAPortOfItsOwnBootsServerServesIt() throws Exception {
		try (ConfigurableApplicationContext context = start(WebApplicationType.NONE,
				"spring.grpc.server.address=127.0.0.1")) {
			apply(context);
			ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port(context)).usePlaintext().build();
			assertThat(clusters(channel).getResourcesCount()).isOne();
		}
	}

	@Test
	void onlyClientsWithATrustedCertificateAreAnswered() throws Exception {
		try (ConfigurableApplicationContext context = start(WebApplicationType.NONE, mutualTls())) {
			apply(context);
			int port = port(context);
			refused(tls(port, null));
			refused(tls(port, stranger));
			assertThat(clusters(tls(port, known)).getResourcesCount()).isOne();
		}
	}

	private static void refused(ManagedChannel channel) {
		assertThatThrownBy(() -> clusters(channel)).isInstanceOf(ExecutionException.class)
			.satisfies((ex) -> assertThat(Status.fromThrowable(ex).getCode()).isEqualTo(Status.Code.UNAVAILABLE));
	}

	@Test
	void aPortInUseIsNamedWithItsProperty(CapturedOutput log) throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assertThatThrownBy(() -> start(WebApplicationType.NONE, "spring.grpc.server.address=127.0.0.1",
					"spring.grpc.server.port=" + other.getLocalPort()));
			assertThat(log).contains("APPLICATION FAILED TO START")
				.contains("The gRPC server cannot listen: Failed to bind to address")
				.contains("127.0.0.1:" + other.getLocalPort())
				.contains("spring.grpc.server.port");
		}
	}

	@Test
	void aMissingCertificateIsNamed(CapturedOutput log) {
		assertThatThrownBy(() -> start(WebApplicationType.NONE, "spring.grpc.server.ssl.bundle=nowhere",
				"spring.grpc.server.ssl.client-auth=require"));
		assertThat(log).contains("APPLICATION FAILED TO START")
			.contains("The gRPC server cannot use its certificates: SSL bundle name 'nowhere' cannot be found")
			.contains("Correct spring.grpc.server.ssl.bundle");
	}

	@Test
	void aCertificateFileThatIsMissingIsNamed(CapturedOutput log) {
		assertThatThrownBy(() -> start(WebApplicationType.NONE, "spring.grpc.server.ssl.bundle=xds",
				"spring.grpc.server.ssl.client-auth=require",
				"spring.ssl.bundle.pem.xds.keystore.certificate=file:/no/such.pem",
				"spring.ssl.bundle.pem.xds.keystore.private-key=file:/no/such.key"));
		assertThat(log).contains("The gRPC server cannot use its certificates: /no/such.pem");
	}

	@Test
	void restAnswersOverHttp() throws Exception {
		try (ConfigurableApplicationContext context = start(WebApplicationType.SERVLET,
				"spring.grpc.server.address=127.0.0.1", "azure.discovery.envoy.rest.enabled=true")) {
			assertThat(post(context, "clusters", "{}").statusCode()).isEqualTo(503);
			apply(context);
			HttpResponse<String> clusters = post(context, "clusters", "{\"node\": {\"id\": \"envoy-1\"}}");
			assertThat(clusters.statusCode()).isEqualTo(200);
			assertThat(clusters.headers().firstValue("content-type")).hasValue("application/json");
			assertThat(clusters.body()).contains("\"name\": \"orders\"");
			String version = clusters.body().replaceAll("(?s).*\"version_info\": \"([0-9a-f]+)\".*", "$1");
			assertThat(post(context, "clusters", "{\"version_info\": \"" + version + "\"}").statusCode())
				.isEqualTo(304);
			assertThat(post(context, "endpoints", "{\"resource_names\": [\"orders\"]}").body()).contains("10.0.0.1");
			assertThat(post(context, "endpoints", "<").statusCode()).isEqualTo(400);
		}
	}

	private static HttpResponse<String> post(ConfigurableApplicationContext context, String type, String body)
			throws Exception {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/discovery:" + type))
				.header("content-type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
