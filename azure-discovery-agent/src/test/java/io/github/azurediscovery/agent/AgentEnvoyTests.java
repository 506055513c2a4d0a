package io.github.azurediscovery.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The agent as a control plane, in Spring Boot's gRPC server and in its web server. */
@ExtendWith(OutputCaptureExtension.class)
class AgentEnvoyTests {

	private static final String ENDPOINTS = "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";

	@TempDir
	private static Path directory;

	private static KeytoolIdentity known;

	private static KeytoolIdentity stranger;

	@BeforeAll
	static void createIdentities() throws IOException, InterruptedException {
		known = KeytoolIdentity.create(directory, "known");
		stranger = KeytoolIdentity.create(directory, "stranger");
	}

	private final AgentShop shop = new AgentShop();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.shop.close();
	}

	private void start(String... more) {
		List<String> all = new ArrayList<>(List.of("--azure.discovery.envoy.enabled=true"));
		all.addAll(List.of(more));
		if (all.stream().noneMatch((argument) -> argument.startsWith("--spring.grpc.server.port"))) {
			all.add("--spring.grpc.server.port=0");
		}
		this.context = new SpringApplication(AgentApplication.class)
			.run(this.shop.arguments(all.toArray(String[]::new)));
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get("/actuator/health/readiness") == 200);
	}

	private int port() {
		return this.context.getBean(GrpcServerLifecycle.class).getPort();
	}

	private static ManagedChannel tls(int port, @Nullable KeytoolIdentity client) throws Exception {
		SslContextBuilder context = GrpcSslContexts.forClient().trustManager(known.certificate());
		if (client != null) {
			context.keyManager(client.keyManagers());
		}
		return NettyChannelBuilder.forAddress("127.0.0.1", port).sslContext(context.build()).build();
	}

	private static String[] mutualTls() throws Exception {
		return new String[] { "--spring.grpc.server.address=0.0.0.0", "--spring.grpc.server.ssl.bundle=xds",
				"--spring.grpc.server.ssl.client-auth=require",
				"--spring.ssl.bundle.jks.xds.keystore.location=" + known.file(),
				"--spring.ssl.bundle.jks.xds.keystore.password=" + KeytoolIdentity.PASSWORD,
				"--spring.ssl.bundle.jks.xds.keystore.type=PKCS12",
				"--spring.ssl.bundle.jks.xds.truststore.location=" + known.trust(),
				"--spring.ssl.bundle.jks.xds.truststore.password=" + KeytoolIdentity.PASSWORD,
				"--spring.ssl.bundle.jks.xds.truststore.type=PKCS12" };
	}

	@Test
	void servesEnvoyOnLoopbackAndTellsItsReadiness() throws Exception {
		start();
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port()).usePlaintext().build();
		assertThat(endpoints(channel).getResources(0).getValue().toStringUtf8()).contains("orders", "10.");
		assertThat(this.context.getBeansOfType(BindableService.class).values())
			.extracting((service) -> service.bindService().getServiceDescriptor().getName())
			.noneMatch((name) -> name.contains("reflection"));
	}

	@Test
	void onlyClientsWithATrustedCertificateAreAnswered() throws Exception {
		start(mutualTls());
		refused(tls(port(), null));
		refused(tls(port(), stranger));
		assertThat(endpoints(tls(port(), known)).getResourcesCount()).isOne();
	}

	private static void refused(ManagedChannel channel) {
		assertThatThrownBy(() -> endpoints(channel)).isInstanceOf(ExecutionException.class)
			.satisfies((ex) -> assertThat(Status.fromThrowable(ex).getCode()).isEqualTo(Status.Code.UNAVAILABLE));
	}

	@Test
	void aPortInUseIsNamedWithItsProperty(CapturedOutput log) throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assertThatThrownBy(() -> start("--spring.grpc.server.port=" + other.getLocalPort()));
			assertThat(log).contains("APPLICATION FAILED TO START")
				.contains("The gRPC server cannot listen: Failed to bind to address")
				.contains("127.0.0.1:" + other.getLocalPort())
				.contains("spring.grpc.server.port");
		}
	}

	@Test
	void offLoopbackWithoutCertificatesItSaysWhatToDo(CapturedOutput log) {
		assertThatThrownBy(() -> start("--spring.grpc.server.address=0.0.0.0"));
		assertThat(log)
			.contains("spring.grpc.server.address is '0.0.0.0', so other machines may ask without a certificate")
			.contains("Action:")
			.contains("Set spring.grpc.server.address=127.0.0.1, or spring.grpc.server.ssl.bundle and");
	}

	@Test
	void aCertificateFileThatIsMissingIsNamed(CapturedOutput log) {
		assertThatThrownBy(() -> start("--spring.grpc.server.ssl.bundle=xds",
				"--spring.ssl.bundle.pem.xds.keystore.certificate=file:/no/such.pem",
				"--spring.ssl.bundle.pem.xds.keystore.private-key=file:/no/such.key"));
		assertThat(log).contains("The gRPC server cannot use its certificates: /no/such.pem");
	}

	@Test
	void restAnswersOverHttp() throws Exception {
		start("--azure.discovery.envoy.rest.enabled=true");
		HttpResponse<String> clusters = post("clusters", "{\"node\": {\"id\": \"envoy-1\"}}");
		assertThat(clusters.statusCode()).isEqualTo(200);
		assertThat(clusters.headers().firstValue("content-type")).hasValue("application/json");
		assertThat(clusters.body()).contains("\"name\": \"orders\"");
		String version = clusters.body().replaceAll("(?s).*\"version_info\": \"([0-9a-f]+)\".*", "$1");
		assertThat(post("clusters", "{\"version_info\": \"" + version + "\"}").statusCode()).isEqualTo(304);
		assertThat(post("endpoints", "{\"resource_names\": [\"orders\"]}").body()).contains("\"address\": \"10.");
		assertThat(post("endpoints", "<").statusCode()).isEqualTo(400);
	}

	@Test
	void hasNoGrpcServerUnlessEnvoyIsFed() {
		this.context = new SpringApplication(AgentApplication.class).run(this.shop.arguments());
		assertThat(this.context.getBeansOfType(GrpcServerLifecycle.class)).isEmpty();
		assertThat(this.context.getEnvironment().getProperty("spring.grpc.server.port")).isEqualTo("18000");
		assertThat(this.context.getEnvironment().getProperty("spring.grpc.server.address")).isEqualTo("127.0.0.1");
		assertThat(this.context.getEnvironment().getProperty("spring.grpc.server.shutdown.grace-period"))
			.as("streams never end by themselves")
			.isEqualTo("0s");
	}

	private static DiscoveryResponse endpoints(ManagedChannel channel) throws Exception {
		CompletableFuture<DiscoveryResponse> answer = new CompletableFuture<>();
		answer.whenComplete((response, failure) -> channel.shutdown());
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
			.onNext(DiscoveryRequest.newBuilder()
				.setTypeUrl(ENDPOINTS)
				.addResourceNames("orders")
				.setNode(Node.newBuilder().setId("envoy-1"))
				.build());
		return answer.get(20, TimeUnit.SECONDS);
	}

	private URI uri(String path) {
		return URI.create(
				"http://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

	private int get(String path) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.discarding())
			.statusCode();
	}

	private HttpResponse<String> post(String type, String body) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri("/v3/discovery:" + type))
				.header("content-type", "application/json")
				.POST(BodyPublishers.ofString(body))
				.build(), BodyHandlers.ofString());
	}

}
