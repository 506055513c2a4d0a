package io.github.azurediscovery.test;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
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
 * The instance metadata service.
 */
@ExtendWith(SimulatedAzureExtension.class)
class SimulatedImdsTests {

	private static final String INSTANCE = "/metadata/instance?api-version=2021-12-13";

	private static final String TOKEN = "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	SimulatedImdsTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.imdsEndpoint(), "Metadata", "true");
	}

	@BeforeEach
	void begin() {
		this.azure.imds()
			.runsOn(this.azure.vm("orders-1").zone("2").tag("Discovery:Service:Name", "orders").address("10.0.0.4"));
	}

	@Test
	void tellsAVmAboutItself() throws Exception {
		Object document = this.client.read(INSTANCE);
		SimulatedVm vm = this.azure.vm("orders-1");
		assertThat(RawHttpClient.at(document, "compute.vmId")).isEqualTo(vm.vmId().toString());
		assertThat(RawHttpClient.at(document, "compute.name")).isEqualTo("orders-1");
		assertThat(RawHttpClient.at(document, "compute.resourceId")).isEqualTo(vm.id());
		assertThat(RawHttpClient.at(document, "compute.subscriptionId")).isEqualTo(SimulatedAzure.SUBSCRIPTION);
		assertThat(RawHttpClient.at(document, "compute.resourceGroupName")).isEqualTo("shop");
		assertThat(RawHttpClient.at(document, "compute.zone")).isEqualTo("2");
		assertThat(RawHttpClient.at(document, "compute.azEnvironment")).isEqualTo("AzurePublicCloud");
		assertThat(RawHttpClient.at(document, "compute.tagsList"))
			.isEqualTo(List.of(Map.of("name", "Discovery:Service:Name", "value", "orders")));
		assertThat(RawHttpClient.at(document, "compute.vmScaleSetName")).isEqualTo("");
		assertThat(RawHttpClient.at(document, "network.interface.0.ipv4.ipAddress.0.privateIpAddress"))
			.isEqualTo("10.0.0.4");
	}

	@Test
	void aUniformInstanceHasASetNameAndNoSetId() throws Exception {
		this.azure.imds()
			.runsOn(this.azure.scaleSet("orders").uniform().instances(2).instance(1))
			.cloud("AZURECHINACLOUD");
		Object document = this.client.read(INSTANCE);
		assertThat(RawHttpClient.at(document, "compute.vmScaleSetName")).isEqualTo("orders");
		assertThat(RawHttpClient.at(document, "compute.virtualMachineScaleSet.id")).isEqualTo("");
		assertThat((String) RawHttpClient.at(document, "compute.resourceId"))
			.endsWith("/virtualMachineScaleSets/orders/virtualMachines/1");
		assertThat(RawHttpClient.at(document, "compute.azEnvironment")).isEqualTo("AZURECHINACLOUD");
	}

	@Test
	void aFlexibleInstanceHasASetNameAndASetId() throws Exception {
		this.azure.imds().runsOn(this.azure.scaleSet("orders").flexible().instances(1).instance(0));
		Object document = this.client.read(INSTANCE);
		assertThat(RawHttpClient.at(document, "compute.vmScaleSetName")).isEqualTo("orders");
		assertThat(RawHttpClient.at(document, "compute.virtualMachineScaleSet.id"))
			.isEqualTo(this.azure.scaleSet("orders").id());
	}

	@Test
	void aVmThatIsAttachedOrDetachedStaysItself() throws Exception {
		Object before = this.client.read(INSTANCE);
		SimulatedScaleSet set = this.azure.scaleSet("orders").instances(1).attach(this.azure.vm("orders-1"));
		Object attached = this.client.read(INSTANCE);
		assertThat(RawHttpClient.at(attached, "compute.vmScaleSetName")).isEqualTo("orders");
		assertThat(RawHttpClient.at(attached, "compute.virtualMachineScaleSet.id")).isEqualTo(set.id());
		assertThat(RawHttpClient.at(attached, "compute.vmId")).isEqualTo(RawHttpClient.at(before, "compute.vmId"));
		set.detach(this.azure.vm("orders-1"));
		assertThat(this.client.read(INSTANCE)).isEqualTo(before);
	}

	@Test
	void whetherAVmIsInAStandbyPoolIsToldWhereThatIsKnown() throws Exception {
		assertThat(this.client.get(INSTANCE).body()).doesNotContain("isVmInStandbyPool");
		this.azure.imds().standby(true);
		assertThat(RawHttpClient.at(this.client.read(INSTANCE), "compute.isVmInStandbyPool")).isEqualTo("true");
	}

	@Test
	void partsOfTheDocumentMayBeAskedFor() throws Exception {
		Object document = this.client.read(INSTANCE);
		assertThat(this.client.read("/metadata/instance/network?api-version=2021-12-13"))
			.isEqualTo(RawHttpClient.at(document, "network"));
		assertThat(this.client.read("/metadata/instance/compute?api-version=2021-12-13"))
			.isEqualTo(RawHttpClient.at(document, "compute"));
		assertThat(this.azure.requests().count(AzureOperation.IMDS_NETWORK)).isOne();
	}

	@Test
	void theMetadataHeaderIsRequired() throws Exception {
		assertThat(new RawHttpClient(this.azure.imdsEndpoint()).get(INSTANCE).statusCode()).isEqualTo(400);
		assertThat(new RawHttpClient(this.azure.imdsEndpoint()).get(TOKEN).statusCode()).isEqualTo(400);
	}

	@Test
	void aForwardedRequestIsRefused() throws Exception {
		assertThat(new RawHttpClient(this.azure.imdsEndpoint(), "Metadata", "true", "X-Forwarded-For", "10.0.0.1")
			.get(INSTANCE)
			.statusCode()).isEqualTo(400);
	}

	@Test
	void anApiVersionIsRequired() throws Exception {
		HttpResponse<String> refused = this.client.get("/metadata/instance");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.json(refused)).isEqualTo(RecordedAnswers.read("imds/error-no-api-version.json"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 410, 429, 500 })
	void mayFail(int status) throws Exception {
		this.azure.fault(AzureFault.status(status).once(), AzureOperation.IMDS_INSTANCE);
		HttpResponse<String> refused = this.client.get(INSTANCE);
		assertThat(refused.statusCode()).isEqualTo(status);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error")).isInstanceOf(String.class);
		assertThat(this.client.get(INSTANCE).statusCode()).isEqualTo(200);
	}

	@Test
	void elsewhereThanOnAzureAPlainTextAnswers() throws Exception {
		this.azure.imds().notOnAzure();
		HttpResponse<String> answer = this.client.get(INSTANCE);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
	}

	@Test
	void elsewhereThanOnAzureNothingMayListen() throws Exception {
		this.azure.imdsListening(false);
		RawHttpClient fresh = new RawHttpClient(this.azure.imdsEndpoint(), "Metadata", "true");
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> fresh.get(INSTANCE));
		this.azure.imdsListening(true);
		assertThat(fresh.get(INSTANCE).statusCode()).isEqualTo(200);
	}

	@Test
	void aTokenComesWithNumbersAsText() throws Exception {
		this.azure.imds().tokenLifetime(Duration.ofHours(1));
		Object token = this.client.read(TOKEN);
		assertThat(RawHttpClient.at(token, "expires_in")).isEqualTo("3600");
		assertThat((String) RawHttpClient.at(token, "expires_on")).matches("\\d{10}");
		assertThat(RawHttpClient.at(token, "resource")).isEqualTo("https://management.azure.com");
		assertThat(RawHttpClient.at(token, "token_type")).isEqualTo("Bearer");
	}

	@Test
	void aTokenIsFoundBehindTheDoubleSlashThatMsalSends() throws Exception {
		assertThat(new RawHttpClient(java.net.URI.create(this.azure.imdsEndpoint() + "/"), "Metadata", "true")
			.get(this.azure.imdsEndpoint() + "/" + TOKEN)
			.statusCode()).isEqualTo(200);
		assertThat(this.azure.requests().requests(AzureOperation.IMDS_TOKEN).get(0).target()).startsWith("//metadata/");
	}

	@Test
	void aTokenNeedsAResource() throws Exception {
		HttpResponse<String> refused = this.client.get("/metadata/identity/oauth2/token?api-version=2018-02-01");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error")).isEqualTo("invalid_request");
	}

	@Test
	void anotherIdentityMayBeChosen() throws Exception {
		Object token = this.client.read(TOKEN + "&client_id=payments-identity");
		assertThat(RawHttpClient.at(token, "client_id")).isEqualTo("payments-identity");
	}

}
