package io.github.azurediscovery.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand clients that start within the same minute, each with an identity of its own,
 * before an Azure that refuses what its buckets do not hold. Counted, over real HTTP, by
 * a clock that is moved by hand.
 */
class DeploymentWireTests {

	private static final int CLIENTS = 1000;

	private static final int SETS = 10;

	private static final int INSTANCES = 3;

	private static final int SECONDS_TO_START = 60;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final HttpClient http = new JdkHttpClientBuilder().build();

	/**
	 * One for all: a thousand clients with threads of their own are too many for a test.
	 */
	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Random random = new Random(20261127);

	private final Instant start = Instant.parse("2026-11-27T10:00:00Z");

	private Instant now = this.start;

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.azure.close();
	}

	@ParameterizedTest(name = "Flexible: {0}")
	@ValueSource(booleans = { true, false })
	void everyClientFindsItsInstancesWithinTheRateLimits(boolean flexible) throws Exception {
		for (int i = 0; i < SETS; i++) {
			var set = this.azure.scaleSet("set-" + i);
			(flexible ? set.flexible() : set.uniform()).instances(INSTANCES);
		}
		this.azure.quotas().enforce(() -> this.now);
		List<Client> clients = IntStream.range(0, CLIENTS).mapToObj(Client::new).toList();
		for (; this.now
			.isBefore(this.start.plus(PATIENCE).plusSeconds(SECONDS_TO_START)); this.now = this.now.plusSeconds(1)) {
			for (Client client : clients) {
				client.refreshIfDue();
			}
		}
		clients.forEach(Client::close);
		assertThat(clients).allMatch((client) -> client.instances == INSTANCES, "knows all instances of its set");
		assertThat(refused()).as("refused").allMatch((operation) -> isUnknownToday(operation));
	}

	private List<AzureOperation> refused() {
		return this.azure.requests()
			.requests()
			.stream()
			.filter((request) -> request.status() == 429)
			.map(RecordedRequest::operation)
			.distinct()
			.toList();
	}

	/**
	 * No answer to this list was recorded after 2020, and by the buckets of that year it
	 * is refused.
	 */
	private static boolean isUnknownToday(AzureOperation operation) {
		return operation == AzureOperation.UNIFORM_INSTANCE_LIST;
	}

	/** One application instance, as often asked as the refresher would. */
	private final class Client {

		private final AzureSources sources;

		private final InstanceSource source;

		private Instant next;

		private long rounds;

		private final Instant end;

		private int instances;

		Client(int number) {
			String service = "set-" + number % SETS;
			HttpPipelinePolicy identity = (context, next) -> {
				context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer client-" + number);
				return next.process();
			};
			this.sources = AzureSources
				.builder(WireFixture.settings(DeploymentWireTests.this.azure,
						AzureServiceDefinition.of(service, new AzureServiceDefinition.ScaleSet(service), 8080)))
				.pipeline(AzurePipeline
					.of(new HttpPipelineBuilder().policies(identity).httpClient(DeploymentWireTests.this.http).build()))
				.executor(DeploymentWireTests.this.threads)
				.time(() -> DeploymentWireTests.this.now)
				.random(DeploymentWireTests.this.random)
				.build();
			this.source = this.sources.sources().get(0);
			this.next = DeploymentWireTests.this.start
				.plusSeconds(DeploymentWireTests.this.random.nextInt(SECONDS_TO_START));
			this.end = this.next.plus(PATIENCE);
		}

		void refreshIfDue() throws InterruptedException {
			Instant now = DeploymentWireTests.this.now;
			if (now.isBefore(this.next) || now.isAfter(this.end)) {
				return;
			}
			this.next = now.plusSeconds(30 + DeploymentWireTests.this.random.nextInt(6));
			try {
				SourceAnswer answer = this.source.fetch(new RefreshRound(++this.rounds, now));
				this.instances = answer.instances().size();
				wait(answer.notBefore());
			}
			catch (SourceException ex) {
				wait(ex.notBefore());
			}
		}

		private void wait(@org.jspecify.annotations.Nullable Instant notBefore) {
			if (notBefore != null && notBefore.isAfter(this.next)) {
				this.next = notBefore;
			}
		}

		void close() {
			this.sources.close();
		}

	}

}
