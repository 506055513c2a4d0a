package io.github.azurediscovery.test;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.RecordedRequest;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What all requests to Azure Resource Manager have in common.
 */
@ExtendWith(SimulatedAzureExtension.class)
class ArmProtocolTests {

	private static final String SUBSCRIPTION = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION;

	private static final String NICS = SUBSCRIPTION
			+ "/resourceGroups/shop/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01";

	private static final String UNIFORM_VMS = SUBSCRIPTION + "/resourceGroups/" + SimulatedAzure.RESOURCE_GROUP
			+ "/providers/Microsoft.Compute/virtualMachineScaleSets/orders/virtualMachines?api-version=2025-04-01";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	ArmProtocolTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.armEndpoint());
	}

	@ParameterizedTest
	@CsvSource({ "'', MissingApiVersionParameter", "?api-version=, MissingApiVersionParameter",
			"?api-version=latest, InvalidApiVersionParameter", "?api-version=2999-01-01, NoRegisteredProviderFound" })
	void anApiVersionIsRequired(String query, String code) throws Exception {
		this.azure.vm("orders-1");
		HttpResponse<String> refused = this.client.get(NICS.replaceAll("\\?.*", "") + query);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.code")).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource({ "/subscriptions/nowhere/providers/Microsoft.Compute/virtualMachines, SubscriptionNotFound",
			"{s}/resourceGroups/nowhere/providers/Microsoft.Compute/virtualMachines, ResourceGroupNotFound",
			"{s}/resourceGroups/shop/providers/Microsoft.Compute/virtualMachineScaleSets/nothing, ResourceNotFound",
			"{s}/resourceGroups/shop/providers/Microsoft.Compute/virtualMachineScaleSets/nothing/virtualMachines, ResourceNotFound",
			"{s}/providers/Microsoft.Compute/virtualMachineScaleSets/nothing, InvalidResourceType",
			"{s}/resourceGroups/shop/providers/Microsoft.Web/sites, InvalidResourceType",
			"/nonsense, InvalidResourceType" })
	void whatDoesNotExistIsNotFound(String path, String code) throws Exception {
		this.azure.vm("orders-1");
		HttpResponse<String> answer = this.client.get(path.replace("{s}", SUBSCRIPTION) + "?api-version=2025-04-01");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(RawHttpClient.at(RawHttpClient.json(answer), "error.code")).isEqualTo(code);
		assertThat(RawHttpClient.at(RawHttpClient.json(answer), "error.message")).asString().isNotEmpty();
	}

	@Test
	void pathsCompareIgnoringCaseAndDoubleSlashes() throws Exception {
		this.azure.vm("orders-1");
		assertThat(this.client.readAll(this.azure.armEndpoint() + "/" + NICS.toLowerCase(java.util.Locale.ROOT)))
			.hasSize(1);
	}

	@Test
	void aWriteIsRefused() throws Exception {
		this.azure.vm("orders-1");
		assertThat(this.client.post(NICS, "{}").statusCode()).isEqualTo(405);
	}

	@Test
	void anAnswerIsNotToBeCachedAndTellsTheRemainingQuota() throws Exception {
		this.azure.vm("orders-1");
		HttpResponse<String> answer = this.client.get(NICS);
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
		assertThat(answer.headers().firstValue("ETag")).isEmpty();
		assertThat(answer.headers().firstValue("x-ms-ratelimit-remaining-subscription-reads")).hasValue("249");
		assertThat(answer.headers().firstValue("x-ms-ratelimit-remaining-resource")).isEmpty();
		assertThat(answer.headers().firstValue("x-ms-request-id")).isPresent();
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
	}

	@Test
	void computeTellsSeveralQuotasInOneHeader() throws Exception {
		this.azure.vm("orders-1");
		this.azure.quotas().remaining("HighCostGetVMScaleSet3Min", 12);
		this.azure.scaleSet("orders").uniform().instances(2);
		this.azure.quotas().remainingSubscriptionReads(7);
		HttpResponse<String> answer = this.client.get(UNIFORM_VMS);
		assertThat(answer.headers().firstValue("x-ms-ratelimit-remaining-resource"))
			.hasValue("Microsoft.Compute/HighCostGetVMScaleSet3Min;12,Microsoft.Compute/HighCostGetVMScaleSet30Min;899,"
					+ "Microsoft.Compute/VMScaleSetVMViews3Min;4998");
		assertThat(answer.headers().firstValue("x-ms-ratelimit-remaining-subscription-reads")).hasValue("7");
	}

	@Test
	void anAnswerIsCompressedWhenAsked() throws Exception {
		this.azure.resourceGroup().vms("orders", 50);
		HttpResponse<byte[]> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.azure.armEndpoint().resolve(NICS))
				.header("Accept-Encoding", "gzip")
				.build(), HttpResponse.BodyHandlers.ofByteArray());
		assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
		String plain = new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
				StandardCharsets.UTF_8);
		assertThat(plain).isEqualTo(this.client.get(NICS).body()).hasSizeGreaterThan(5 * answer.body().length);
	}

	@Test
	void aNextLinkNamesTheHostTheClientUsed() throws Exception {
		this.azure.resourceGroup().vms("orders", 3);
		this.azure.pageSize(AzureOperation.NIC_LIST, 2);
		URI local = URI.create("http://localhost:" + this.azure.armEndpoint().getPort());
		assertThat((String) RawHttpClient.at(new RawHttpClient(local).read(NICS), "nextLink"))
			.startsWith(local + "/subscriptions/");
	}

	@Test
	void turningPagesNeitherLosesNorRepeatsWhoStays() throws Exception {
		List<SimulatedVm> vms = this.azure.resourceGroup().vms("orders", 6);
		this.azure.pageSize(2);
		Object first = this.client.read(NICS);
		vms.get(0).delete();
		this.azure.vm("orders-0");
		String next = RawHttpClient.encoded((String) RawHttpClient.at(first, "nextLink"));
		assertThat(RawHttpClient.texts(this.client.readAll(next), "name")).containsExactly("orders-3-nic",
				"orders-4-nic", "orders-5-nic", "orders-6-nic");
	}

	@Test
	void aMadeUpSkipTokenIsRefused() throws Exception {
		this.azure.vm("orders-1");
		HttpResponse<String> refused = this.client.get(NICS + "&$skiptoken=%25%25");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.target")).isEqualTo("$skiptoken");
	}

	@Test
	void aFullLastPageHasNoNextLink() throws Exception {
		this.azure.resourceGroup().vms("orders", 4);
		this.azure.pageSize(2);
		assertThat(this.client.readAll(NICS)).hasSize(4);
		assertThat(this.azure.requests().count(AzureOperation.NIC_LIST)).isEqualTo(2);
	}

	@Test
	void aPageHoldsAtLeastOneItem() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.azure.pageSize(0))
			.withMessageContaining("at least 1");
	}

	@Test
	void aChangeIsSeenByTheNextRequest() throws Exception {
		for (int i = 1; i <= 50; i++) {
			this.azure.vm("orders-" + i);
			assertThat(this.client.readAll(NICS)).hasSize(i);
		}
	}

	@Test
	void severalChangesMadeAsOneAreSeenAsOne() throws Exception {
		this.azure.vm("orders-0");
		CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
			for (int i = 1; i <= 200; i++) {
				int number = i;
				this.azure.change(() -> {
					this.azure.vm("orders-" + (number - 1)).delete();
					this.azure.vm("orders-" + number);
				});
			}
		});
		while (!changes.isDone()) {
			assertThat(this.client.readAll(NICS)).hasSize(1);
		}
		changes.get();
	}

	@Test
	void requestsAreCountedAndLoggedWithoutTokens() throws Exception {
		this.azure.vm("orders-1");
		new RawHttpClient(this.azure.armEndpoint(), "Authorization", "Bearer secret", "User-Agent", "me").read(NICS);
		assertThat(this.azure.requests().counts()).containsOnlyKeys(AzureOperation.NIC_LIST);
		assertThat(this.azure.requests().count(AzureOperation.arm())).isOne();
		RecordedRequest request = this.azure.requests().requests().get(0);
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.target()).isEqualTo(NICS);
		assertThat(request.status()).isEqualTo(200);
		assertThat(request.headers()).containsEntry("user-agent", "me").containsEntry("authorization", "Bearer ***");
		assertThat(request.toString()).doesNotContain("secret");
		this.azure.requests().clear();
		assertThat(this.azure.requests().counts()).isEmpty();
	}

	@Test
	void requestsInFlightAndConnectionsAreCounted() throws Exception {
		this.azure.vm("orders-1");
		CountDownLatch four = new CountDownLatch(4);
		this.azure.fault(AzureFault.of("waits for four", (request, truth) -> {
			four.countDown();
			four.await();
			return truth.answer();
		}), AzureOperation.NIC_LIST);
		List<CompletableFuture<Integer>> parallel = IntStream.range(0, 4)
			.mapToObj((i) -> this.client.getAsync(NICS))
			.toList();
		for (CompletableFuture<Integer> status : parallel) {
			assertThat(status.get()).isEqualTo(200);
		}
		assertThat(this.azure.requests().maxInFlight()).isEqualTo(4);
		assertThat(this.azure.requests().connections()).isEqualTo(4);
		for (int i = 0; i < 5; i++) {
			this.client.get(NICS);
		}
		assertThat(this.azure.requests().connections()).isEqualTo(4);
	}

	@Test
	void everyAnswerTakesAsLongAsTheLatency() throws Exception {
		this.azure.vm("orders-1");
		this.azure.latency(Duration.ofSeconds(1));
		CompletableFuture<Integer> slow = this.client.getAsync(NICS);
		try (SimulatedAzure quick = SimulatedAzure.start()) {
			quick.vm("orders-1");
			assertThat(new RawHttpClient(quick.armEndpoint()).get(NICS).statusCode()).isEqualTo(200);
		}
		assertThat(slow).as("while an Azure without latency is started and answers").isNotDone();
		assertThat(slow.get()).isEqualTo(200);
	}

	@Test
	void answersOfKeptConnectionsAreNotHeldBack() {
		assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
	}

}
