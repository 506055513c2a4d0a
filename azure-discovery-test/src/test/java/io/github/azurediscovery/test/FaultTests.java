package io.github.azurediscovery.test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.test.http.Fault;
import io.github.azurediscovery.test.http.Operation;
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
class FaultTests {

	private static final String SHOP = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/shop";

	private static final String NICS = SHOP + "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01";

	private static final String VMS = SHOP + "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01";

	private final SimulatedAzure azure;

	private final Client client;

	FaultTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new Client(azure.armEndpoint());
	}

	@BeforeEach
	void begin() {
		this.azure.resourceGroup().vms("orders", 5);
		this.azure.pageSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 429, 500, 503 })
	void anErrorStrikesUntilCleared(int status) throws Exception {
		this.azure.fault(Fault.status(status), Operation.NIC_LIST);
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(status);
		assertThat(Client.at(Client.json(this.client.get(NICS)), "error.code")).isNotNull();
		assertThat(this.client.get(VMS).statusCode()).isEqualTo(200);
		this.azure.clearFaults();
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(200);
	}

	@Test
	void aLimitedFaultLeavesSomeRequestsAlone() throws Exception {
		this.azure.fault(Fault.status(500).after(1).times(2), Operation.membership());
		assertThat(statuses(4)).containsExactly(200, 500, 500, 200);
	}

	@Test
	void theYoungestFaultStrikes() throws Exception {
		this.azure.fault(Fault.status(500), Operation.NIC_LIST);
		this.azure.fault(Fault.status(403).once(), Operation.arm());
		assertThat(statuses(2)).containsExactly(403, 500);
		this.azure.clearFaults(Operation.NIC_LIST);
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void aFaultMayStrikeOneScopeOnly() throws Exception {
		this.azure.resourceGroup("other").vm("stranger");
		this.azure.fault(Fault.status(500).onPath("/resourcegroups/other/"), Operation.arm());
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(200);
		assertThat(this.client.get(NICS.replace("/shop/", "/other/")).statusCode()).isEqualTo(500);
	}

	@Test
	void throttlingByComputeHasABodyOfItsOwn() throws Exception {
		this.azure.fault(Fault.throttled(Duration.ofSeconds(1200)), Operation.compute());
		HttpResponse<String> refused = this.client.get(VMS);
		Object recorded = Recorded.read("errors/compute-429.json");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(Client.json(refused)).isEqualTo(Client.at(recorded, "body"));
		for (String header : List.of("Retry-After", "Content-Type", "x-ms-ratelimit-remaining-resource")) {
			assertThat(refused.headers().firstValue(header))
				.hasValue((String) Client.at(recorded, "headers." + header));
		}
	}

	@Test
	void throttlingByOthersIsAnArmError() throws Exception {
		this.azure.fault(Fault.throttled(Duration.ofSeconds(5)), Operation.NIC_LIST);
		HttpResponse<String> refused = this.client.get(NICS);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(Client.at(Client.json(refused), "error.code")).isEqualTo("SubscriptionRequestsThrottled");
	}

	@Test
	void aSlowAnswerIsTrue() throws Exception {
		this.azure.fault(Fault.slow(Duration.ofMillis(150)).once(), Operation.NIC_LIST);
		long start = System.nanoTime();
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
	}

	@Test
	void aConnectionMayEndWithoutAnAnswer() throws Exception {
		this.azure.fault(Fault.dropped(), Operation.NIC_LIST);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.get(NICS));
		assertThat(this.azure.requests().requests(Operation.NIC_LIST)).extracting((request) -> request.status())
			.containsOnly(0);
		this.azure.clearFaults();
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void aConnectionMayEndInTheMiddleOfABody() throws Exception {
		this.azure.fault(Fault.truncated(), Operation.NIC_LIST);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.get(NICS));
		this.azure.clearFaults();
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void aWebPageMayAnswer() throws Exception {
		this.azure.fault(Fault.html(), Operation.NIC_LIST);
		HttpResponse<String> page = this.client.get(NICS);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
		assertThat(page.body()).startsWith("<!DOCTYPE html>");
	}

	@Test
	void aListMayBeEmpty() throws Exception {
		this.azure.fault(Fault.empty(), Operation.arm());
		assertThat(this.client.get(NICS).body()).isEqualTo("{\"value\":[]}");
	}

	@Test
	void aPageInTheMiddleMayBeEmpty() throws Exception {
		this.azure.fault(Fault.emptyPage().after(1), Operation.NIC_LIST);
		assertThat(this.client.readAll(NICS)).hasSize(5);
		assertThat(this.azure.requests().count(Operation.NIC_LIST)).isEqualTo(4);
		assertThat(this.azure.requests().requests(Operation.NIC_LIST)).extracting((request) -> request.target())
			.doesNotHaveDuplicates();
	}

	@Test
	void aNextLinkMayLeadBack() throws Exception {
		this.azure.fault(Fault.loopingNextLink(), Operation.NIC_LIST);
		Object page = this.client.read(NICS);
		assertThat(Client.at(page, "nextLink")).isEqualTo(this.azure.armEndpoint() + NICS);
		assertThat(Client.list(page, "value")).hasSize(2);
	}

	@Test
	void aNextLinkMayLeadElsewhere() throws Exception {
		this.azure.fault(Fault.nextLinkTo("http://127.0.0.2:8080"), Operation.NIC_LIST);
		assertThat(Client.at(this.client.read(NICS), "nextLink")).isEqualTo("http://127.0.0.2:8080" + NICS);
	}

	@Test
	void aSkipTokenMayExpire() throws Exception {
		this.azure.fault(Fault.expiredSkipToken(), Operation.NIC_LIST);
		Object first = this.client.read(NICS);
		HttpResponse<String> refused = this.client.get(Client.encoded((String) Client.at(first, "nextLink")));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(Client.at(Client.json(refused), "error.target")).isEqualTo("$skiptoken");
	}

	private List<Integer> statuses(int requests) throws Exception {
		Integer[] statuses = new Integer[requests];
		for (int i = 0; i < requests; i++) {
			statuses[i] = this.client.get(NICS).statusCode();
		}
		return List.of(statuses);
	}

}
