package io.github.azurediscovery.test;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.github.azurediscovery.test.arm.Rights;
import io.github.azurediscovery.test.arm.Subject;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may read what.
 */
@ExtendWith(SimulatedAzureExtension.class)
class RightsTests {

	private static final String SUBSCRIPTION = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION;

	private static final String VMS = "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01";

	private static final String NICS = "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01";

	private static final String SHOP = SUBSCRIPTION + "/resourceGroups/shop";

	private final SimulatedAzure azure;

	private final Client anonymous;

	RightsTests(SimulatedAzure azure) {
		this.azure = azure;
		this.anonymous = new Client(azure.armEndpoint());
	}

	@BeforeEach
	void begin() {
		this.azure.vm("orders-1");
		this.azure.resourceGroup("other").vm("stranger");
	}

	@Test
	void everybodyMayReadEverythingAtFirst() throws Exception {
		assertThat(status(this.anonymous, SUBSCRIPTION + VMS)).isEqualTo(200);
		assertThat(status(as("orders"), SUBSCRIPTION + VMS)).isEqualTo(200);
	}

	@Test
	void rightsOnAGroupDoNotReachTheSubscription() throws Exception {
		this.azure.access().subject("orders", Rights.on(SHOP));
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
		assertThat(status(as("orders"), SUBSCRIPTION + VMS)).isEqualTo(403);
		assertThat(status(as("orders"), SUBSCRIPTION + "/resourceGroups/other" + VMS)).isEqualTo(403);
		assertThat(status(this.anonymous, SUBSCRIPTION + VMS)).isEqualTo(200);
	}

	@Test
	void rightsOnTheSubscriptionReachItsGroups() throws Exception {
		this.azure.access().subject("orders", Rights.on(SUBSCRIPTION));
		assertThat(status(as("orders"), SUBSCRIPTION.toUpperCase(java.util.Locale.ROOT) + VMS)).isEqualTo(200);
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
	}

	@Test
	void aRefusalNamesClientActionAndScope() throws Exception {
		this.azure.access().everybody(Rights.EVERYTHING.without("Microsoft.Network/networkInterfaces/read"));
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
		HttpResponse<String> refused = as("orders").get(SHOP + NICS);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(Client.at(Client.json(refused), "error.code")).isEqualTo("AuthorizationFailed");
		assertThat((String) Client.at(Client.json(refused), "error.message")).startsWith("The client 'orders'")
			.contains("perform action 'Microsoft.Network/networkInterfaces/read' over scope '" + SHOP + "'");
	}

	@Test
	void interfacesOfAScaleSetNeedAnActionOfTheirOwn() throws Exception {
		this.azure.scaleSet("payments").uniform().instances(1);
		this.azure.access()
			.everybody(Rights.EVERYTHING.without("Microsoft.Compute/virtualMachineScaleSets/networkInterfaces/read"));
		assertThat(status(this.anonymous, SHOP + NICS)).isEqualTo(200);
		assertThat(status(this.anonymous, SHOP
				+ "/providers/Microsoft.Compute/virtualMachineScaleSets/payments/networkInterfaces?api-version=2018-10-01"))
			.isEqualTo(403);
	}

	@Test
	void aRequestWithoutATokenIsASubjectOfItsOwn() throws Exception {
		this.azure.access().subject(Subject.ANONYMOUS, Rights.NOTHING);
		assertThat(status(this.anonymous, SHOP + VMS)).isEqualTo(403);
		assertThat(status(as("orders"), SHOP + VMS)).isEqualTo(200);
		this.azure.access().tokenRequired(true);
		assertThat(status(this.anonymous, SHOP + VMS)).isEqualTo(401);
	}

	@Test
	void theSubjectIsThatOfTheTokenOfTheManagedIdentity() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1")).identity("orders-identity");
		this.azure.access().everybody(Rights.NOTHING);
		this.azure.access().subject("orders-identity", Rights.on(SHOP));
		assertThat(status(as(token()), SHOP + VMS)).isEqualTo(200);
	}

	@Test
	void anExpiredTokenIsRefused() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1")).tokenLifetime(Duration.ofSeconds(-10));
		HttpResponse<String> refused = as(token()).get(SHOP + VMS);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(Client.at(Client.json(refused), "error.code")).isEqualTo("ExpiredAuthenticationToken");
		assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	private String token() throws Exception {
		Object answer = new Client(this.azure.imdsEndpoint(), "Metadata", "true")
			.read("/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com");
		return (String) Client.at(answer, "access_token");
	}

	private Client as(String token) {
		return new Client(this.azure.armEndpoint(), "Authorization", "Bearer " + token);
	}

	private static int status(Client client, String target) throws Exception {
		return client.get(target).statusCode();
	}

}
