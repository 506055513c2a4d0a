package io.github.azurediscovery.agent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent as a control plane. */
class AgentEnvoyTests {

	private static final String ENDPOINTS = "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";

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
		this.context = new SpringApplication(AgentApplication.class).run(this.shop.arguments(more));
	}

	@Test
	void servesEnvoyOnLoopbackAndTellsItsReadiness() throws Exception {
		start("--azure.discovery.envoy.enabled=true", "--spring.grpc.server.port=0",
				"--azure.discovery.envoy.rest.enabled=true");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get("/actuator/health/readiness") == 200);
		int port = this.context.getBean(GrpcServerLifecycle.class).getPort();
		ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
		assertThat(endpoints(channel).getResources(0).getValue().toStringUtf8()).contains("orders", "10.");
		channel.shutdownNow();
		assertThat(post("/v3/discovery:clusters")).contains("\"name\": \"orders\"");
		assertThat(this.context.getBeansOfType(BindableService.class).values())
			.extracting((service) -> service.bindService().getServiceDescriptor().getName())
			.noneMatch((name) -> name.contains("reflection"));
	}

	@Test
	void hasNoGrpcServerUnlessEnvoyIsFed() {
		start();
		assertThat(this.context.getBeansOfType(GrpcServerLifecycle.class)).isEmpty();
		assertThat(this.context.getEnvironment().getProperty("spring.grpc.server.port")).isEqualTo("18000");
		assertThat(this.context.getEnvironment().getProperty("spring.grpc.server.address")).isEqualTo("127.0.0.1");
	}

	private static DiscoveryResponse endpoints(ManagedChannel channel) throws Exception {
		CompletableFuture<DiscoveryResponse> answer = new CompletableFuture<>();
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

	private String post(String path) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString("{}")).build(),
					BodyHandlers.ofString())
			.body();
	}

}
