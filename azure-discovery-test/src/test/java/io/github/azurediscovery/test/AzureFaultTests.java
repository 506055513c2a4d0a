package io.github.azurediscovery.test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.List;

import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What may go wrong with answers.
 */
@ExtendWith(SimulatedAzureExtension.class)
class AzureFaultTests {

	private static final String SHOP = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/shop";

	private static final String NICS = SHOP + "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01";

	private static final String VMS = SHOP + "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	AzureFaultTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.armEndpoint());
	}

	@BeforeEach
	void begin() {
		this.azure.resourceGroup().vms("orders", 5);
		this.azure.pageSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 429, 500, 503 })
	void anErrorStrikesUntilCleared(int status) throws Exception {
		this.azure.fault(AzureFault.status(status), AzureOperation.NIC_LIST);
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(status);
		assertThat(RawHttpClient.at(RawHttpClient.json(this.client.get(NICS)), "error.code")).isNotNull();
		assertThat(this.client.get(VMS).statusCode()).isEqualTo(200);
		this.azure.clearFaults();
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(200);
	}

	@Test
	void aLimitedFaultLeavesSomeRequestsAlone() throws Exception {
		this.azure.fault(AzureFault.status(500).after(1).times(2), AzureOperation.membership());
		assertThat(statuses(4)).containsExactly(200, 500, 500, 200);
	}

	@Test
	void theYoungestFaultStrikes() throws Exception {
		this.azure.fault(AzureFault.status(500), AzureOperation.NIC_LIST);
		this.azure.fault(AzureFault.status(403).once(), AzureOperation.arm());
		assertThat(statuses(2)).containsExactly(403, 500);
		this.azure.clearFaults(AzureOperation.NIC_LIST);
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void aFaultMayStrikeOneScopeOnly() throws Exception {
		this.azure.resourceGroup("other").vm("stranger");
		this.azure.fault(AzureFault.status(500).onPath("/resourcegroups/other/"), AzureOperation.arm());
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(200);
		assertThat(this.client.get(NICS.replace("/shop/", "/other/")).statusCode()).isEqualTo(500);
	}

	@Test
	void throttlingByComputeHasABodyOfItsOwn() throws Exception {
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(1200)), AzureOperation.compute());
		HttpResponse<String> refused = this.client.get(VMS);
		Object recorded = RecordedAnswers.read("errors/compute-429.json");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(RawHttpClient.json(refused)).isEqualTo(RawHttpClient.at(recorded, "body"));
		for (String header : List.of("Retry-After", "Content-Type", "x-ms-ratelimit-remaining-resource")) {
			assertThat(refused.headers().firstValue(header))
				.hasValue((String) RawHttpClient.at(recorded, "headers." + header));
		}
	}

	@Test
	void throttlingByOthersIsAnArmError() throws Exception {
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(5)), AzureOperation.NIC_LIST);
		HttpResponse<String> refused = this.client.get(NICS);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.code"))
			.isEqualTo("SubscriptionRequestsThrottled");
	}

	@Test
	void aSlowAnswerIsTrue() throws Exception {
		this.azure.fault(AzureFault.slow(Duration.ofSeconds(1)), AzureOperation.NIC_LIST);
		CompletableFuture<Integer> slow = this.client.getAsync(NICS);
		assertThat(this.client.get(VMS).statusCode()).isEqualTo(200);
		assertThat(slow).as("while another list is answered").isNotDone();
		assertThat(slow.get()).isEqualTo(200);
	}

	@Test
	void aConnectionMayEndWithoutAnAnswer() throws Exception {
		this.azure.fault(AzureFault.dropped(), AzureOperation.NIC_LIST);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.get(NICS));
		assertThat(this.azure.requests().requests(AzureOperation.NIC_LIST)).extracting((request) -> request.status())
			.containsOnly(0);
		this.azure.clearFaults();
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void aConnectionMayEndInTheMiddleOfABody() throws Exception {
		this.azure.fault(AzureFault.truncated(), AzureOperation.NIC_LIST);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.get(NICS));
		this.azure.clearFaults();
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void aWebPageMayAnswer() throws Exception {
		this.azure.fault(AzureFault.html(), AzureOperation.NIC_LIST);
		HttpResponse<String> page = this.client.get(NICS);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(page.body()).startsWith("<!DOCTYPE html>");
	}

	@Test
	void aListMayBeEmpty() throws Exception {
		this.azure.fault(AzureFault.empty(), AzureOperation.arm());
		assertThat(this.client.get(NICS).body()).isEqualTo("{\"value\":[]}");
	}

	@Test
	void aPageInTheMiddleMayBeEmpty() throws Exception {
		this.azure.fault(AzureFault.emptyPage().after(1), AzureOperation.NIC_LIST);
		assertThat(this.client.readAll(NICS)).hasSize(5);
		assertThat(this.azure.requests().count(AzureOperation.NIC_LIST)).isEqualTo(4);
		assertThat(this.azure.requests().requests(AzureOperation.NIC_LIST)).extracting((request) -> request.target())
			.doesNotHaveDuplicates();
	}

	@Test
	void aNextLinkMayLeadBack() throws Exception {
		this.azure.fault(AzureFault.loopingNextLink(), AzureOperation.NIC_LIST);
		Object page = this.client.read(NICS);
		assertThat(RawHttpClient.at(page, "nextLink")).isEqualTo(this.azure.armEndpoint() + NICS);
		assertThat(RawHttpClient.list(page, "value")).hasSize(2);
	}

	@Test
	void aNextLinkMayLeadElsewhere() throws Exception {
		this.azure.fault(AzureFault.nextLinkTo("http://127.0.0.2:8080"), AzureOperation.NIC_LIST);
		assertThat(RawHttpClient.at(this.client.read(NICS), "nextLink")).isEqualTo("http://127.0.0.2:8080" + NICS);
	}

	@Test
	void aSkipTokenMayExpire() throws Exception {
		this.azure.fault(AzureFault.expiredSkipToken(), AzureOperation.NIC_LIST);
		Object first = this.client.read(NICS);
		HttpResponse<String> refused = this.client
			.get(RawHttpClient.encoded((String) RawHttpClient.at(first, "nextLink")));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.target")).isEqualTo("$skiptoken");
	}

	private List<Integer> statuses(int requests) throws Exception {
		Integer[] statuses = new Integer[requests];
		for (int i = 0; i < requests; i++) {
			statuses[i] = this.client.get(NICS).statusCode();
		}
		return List.of(statuses);
	}

}
