package io.github.azurediscovery.test;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.arm.TokenSubject;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read what.
 */
@ExtendWith(SimulatedAzureExtension.class)
class ReadRightsTests {

	private static final String SUBSCRIPTION = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION;

	private static final String VMS = "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01";

	private static final String NICS = "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01";

	private static final String SHOP = SUBSCRIPTION + "/resourceGroups/shop";

	private final SimulatedAzure azure;

	private final RawHttpClient anonymous;

	ReadRightsTests(SimulatedAzure azure) {
		this.azure = azure;
		this.anonymous = new RawHttpClient(azure.armEndpoint());
	}

	@BeforeEach
	void begin() {
		this.azure.vm("orders-1");
		this.azure.resourceGroup("other").vm("stranger");
	}

	@Test
	void everythingIsReadableAtFirst() throws Exception {
		assertThat(status(this.anonymous, SUBSCRIPTION + VMS)).isEqualTo(200);
		assertThat(status(as("orders"), SUBSCRIPTION + VMS)).isEqualTo(200);
	}

	@Test
	void rightsOnAGroupDoNotReachTheSubscription() throws Exception {
		this.azure.access().subject("orders", ReadRights.on(SHOP));
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
		assertThat(status(as("orders"), SUBSCRIPTION + VMS)).isEqualTo(403);
		assertThat(status(as("orders"), SUBSCRIPTION + "/resourceGroups/other" + VMS)).isEqualTo(403);
		assertThat(status(this.anonymous, SUBSCRIPTION + VMS)).isEqualTo(200);
	}

	@Test
	void rightsOnTheSubscriptionReachItsGroups() throws Exception {
		this.azure.access().subject("orders", ReadRights.on(SUBSCRIPTION));
		assertThat(status(as("orders"), SUBSCRIPTION.toUpperCase(java.util.Locale.ROOT) + VMS)).isEqualTo(200);
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
	}

	@Test
	void aRefusalNamesClientActionAndScope() throws Exception {
		this.azure.access().defaultRights(ReadRights.EVERYTHING.without("Microsoft.Network/networkInterfaces/read"));
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
		HttpResponse<String> refused = as("orders").get(SHOP + NICS);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.code")).isEqualTo("AuthorizationFailed");
		assertThat((String) RawHttpClient.at(RawHttpClient.json(refused), "error.message"))
			.startsWith("The client 'orders'")
			.contains("perform action 'Microsoft.Network/networkInterfaces/read' over scope '" + SHOP + "'");
	}

	@Test
	void interfacesOfAScaleSetNeedAnActionOfTheirOwn() throws Exception {
		this.azure.scaleSet("payments").uniform().instances(1);
		this.azure.access()
			.defaultRights(
					ReadRights.EVERYTHING.without("Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read"));
		assertThat(status(this.anonymous, SHOP + NICS)).isEqualTo(200);
		assertThat(status(this.anonymous, SHOP
				+ "/providers/Microsoft.Compute/virtualMachineScaleSets/payments/networkInterfaces?api-version=2018-10-01"))
			.isEqualTo(403);
	}

	@Test
	void aRequestWithoutATokenIsASubjectOfItsOwn() throws Exception {
		this.azure.access().subject(TokenSubject.ANONYMOUS, ReadRights.NOTHING);
		assertThat(status(this.anonymous, SHOP + VMS)).isEqualTo(403);
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
		this.azure.access().tokenRequired(true);
		assertThat(status(this.anonymous, SHOP + VMS)).isEqualTo(401);
	}

	@Test
	void theSubjectIsThatOfTheTokenOfTheManagedIdentity() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1")).identity("orders-identity");
		this.azure.access().defaultRights(ReadRights.NOTHING);
		this.azure.access().subject("orders-identity", ReadRights.on(SHOP));
		assertThat(status(as(token()), SHOP + VMS)).isEqualTo(200);
	}

	@Test
	void anExpiredTokenIsRefused() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1")).tokenLifetime(Duration.ofSeconds(-10));
		HttpResponse<String> refused = as(token()).get(SHOP + VMS);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.code")).isEqualTo("ExpiredAuthenticationToken");
		assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	private String token() throws Exception {
		Object answer = new RawHttpClient(this.azure.imdsEndpoint(), "Metadata", "true")
			.read("/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com");
		return (String) RawHttpClient.at(answer, "access_token");
	}

	private RawHttpClient as(String token) {
		return new RawHttpClient(this.azure.armEndpoint(), "Authorization", "Bearer " + token);
	}

	private static int status(RawHttpClient client, String target) throws Exception {
		return client.get(target).statusCode();
	}

}
