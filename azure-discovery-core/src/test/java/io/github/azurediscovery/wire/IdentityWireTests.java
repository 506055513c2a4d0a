package io.github.azurediscovery.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings.Type;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.arm.TokenSubject;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.JsonText;
import io.github.azurediscovery.test.http.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every way to prove who we are, through the real azure-identity to the endpoint that
 * issues the token: only its subject may read anything.
 */
@Timeout(120)
class IdentityWireTests {

	private static final String CLIENT = "22222222-0000-0000-0000-000000000002";

	private static final String AUDIENCE = "https://management.core.windows.net/";

	private final SimulatedAzure azure = WireFixture.oneVm();

	@TempDir
	Path folder;

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void authenticatesWithAClientSecret() throws Exception {
		this.azure.entra().application(CLIENT).secret("right");
		mayRead(CLIENT);
		try (WireFixture wire = WireFixture.to(this.azure, secret("right"),
				(builder) -> builder.tls(this.azure.entra().tls()))) {
			assertThat(WireFixture.hosts(wire.fetch("tags"))).containsExactly("10.0.0.4:8080");
			wire.fetch("tags");
		}
		assertThat(this.azure.requests().requests(AzureOperation.ENTRA_TOKEN)).singleElement()
			.extracting(RecordedRequest::target)
			.isEqualTo("/" + WireFixture.TENANT + "/oauth2/v2.0/token");
		assertThat(this.azure.requests().count(AzureOperation.ENTRA_OTHER)).isZero();
	}

	@Test
	void aWrongSecretFailsWithTheMessageOfEntraAndWithoutTheSecret() {
		this.azure.entra().application(CLIENT).secret("right");
		try (WireFixture wire = WireFixture.to(this.azure, secret("wrong-one"),
				(builder) -> builder.tls(this.azure.entra().tls()))) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageContaining("AADSTS7000215")
				.withMessageNotContaining("wrong-one");
		}
	}

	@Test
	void anUntrustedEntraIsNotSentTheSecret() {
		this.azure.entra().application(CLIENT).secret("right");
		try (WireFixture wire = WireFixture.to(this.azure, secret("right"), (builder) -> builder)) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> wire.fetch("tags"))
				.withMessageStartingWith("No access token");
		}
		assertThat(this.azure.requests().count(AzureOperation.entra())).isZero();
	}

	@Test
	void authenticatesWithWorkloadIdentity() throws Exception {
		this.azure.entra().application(CLIENT).federatedToken("kubernetes-says-so");
		mayRead(CLIENT);
		Path token = Files.writeString(this.folder.resolve("token"), "kubernetes-says-so");
		assertThat(process(Type.WORKLOAD_IDENTITY).environment("AZURE_CLIENT_ID", CLIENT)
			.environment("AZURE_TENANT_ID", WireFixture.TENANT)
			.environment("AZURE_FEDERATED_TOKEN_FILE", token.toString())
			.run()).containsExactly("found 10.0.0.4:8080");
		assertThat(this.azure.requests().count(AzureOperation.ENTRA_TOKEN)).isEqualTo(1);
	}

	@Test
	void authenticatesWithTheIdentityOfTheVm() throws Exception {
		onAzure();
		mayRead("managed-identity");
		assertThat(process(Type.DEFAULT).run()).containsExactly("found 10.0.0.4:8080");
		assertThat(tokenRequest()).containsEntry("resource", AUDIENCE).doesNotContainKey("client_id");
	}

	@Test
	void aRejectedTokenIsNotSentAgain() throws Exception {
		onAzure();
		mayRead("managed-identity");
		this.azure.fault(AzureFault.error(401, "InvalidAuthenticationToken", "The access token was revoked.").once(),
				AzureOperation.RESOURCE_LIST);
		List<String> rounds = process(Type.DEFAULT).property("rounds", "2").run();
		assertThat(rounds).hasSize(2);
		assertThat(rounds.get(0)).startsWith("failed").contains("did not accept the access token");
		assertThat(rounds.get(1)).isEqualTo("found 10.0.0.4:8080");
		assertThat(this.azure.requests().count(AzureOperation.IMDS_TOKEN)).as("out of no cache").isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "AzureChinaCloud,https://management.core.chinacloudapi.cn/",
			"AzureUSGovernmentCloud,https://management.core.usgovcloudapi.net/" })
	void theTokenIsForTheCloudOfTheVm(String cloud, String audience) throws Exception {
		onAzure();
		this.azure.imds().cloud(cloud);
		mayRead("managed-identity");
		assertThat(process(Type.DEFAULT).run()).containsExactly("found 10.0.0.4:8080");
		assertThat(tokenRequest()).containsEntry("resource", audience);
	}

	@Test
	void cloudAndCredentialFollowLateMetadata() throws Exception {
		onAzure();
		this.azure.imds().cloud("AzureChinaCloud");
		this.azure.entra().application(CLIENT).secret("right");
		mayRead(CLIENT);
		mayRead("managed-identity");
		this.azure.fault(AzureFault.status(503).once(), AzureOperation.IMDS_INSTANCE);
		assertThat(process(Type.DEFAULT).environment("AZURE_CLIENT_ID", CLIENT)
			.environment("AZURE_TENANT_ID", WireFixture.TENANT)
			.environment("AZURE_CLIENT_SECRET", "right")
			.property("rounds", "3")
			.run()).hasSize(3).containsOnly("found 10.0.0.4:8080");
		assertThat(this.azure.requests().requests(AzureOperation.ENTRA_TOKEN)).as("before metadata is known")
			.hasSize(1);
		assertThat(this.azure.requests().requests(AzureOperation.IMDS_TOKEN)).as("once it is known")
			.singleElement()
			.satisfies((request) -> assertThat(request.query()).containsEntry("resource",
					"https://management.core.chinacloudapi.cn/"));
	}

	@Test
	void selectsAUserAssignedIdentityByItsClientId() throws Exception {
		onAzure();
		mayRead(CLIENT);
		assertThat(process(Type.MANAGED_IDENTITY).property("client-id", CLIENT).run())
			.containsExactly("found 10.0.0.4:8080");
		assertThat(tokenRequest()).containsEntry("client_id", CLIENT);
	}

	@Test
	void selectsAUserAssignedIdentityByItsResourceId() throws Exception {
		String id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop";
		onAzure();
		mayRead(id);
		assertThat(process(Type.MANAGED_IDENTITY).property("resource-id", id).run())
			.containsExactly("found 10.0.0.4:8080");
		assertThat(tokenRequest()).containsValue(id);
	}

	@Test
	void selectsAUserAssignedIdentityByItsObjectId() throws Exception {
		onAzure();
		mayRead(CLIENT);
		assertThat(process(Type.MANAGED_IDENTITY).property("object-id", CLIENT).run())
			.containsExactly("found 10.0.0.4:8080");
		assertThat(tokenRequest()).containsEntry("object_id", CLIENT);
	}

	@Test
	void readsTheDocumentedAnswerOfTheTokenEndpointOfTheVm() throws Exception {
		onAzure();
		mayRead("dummytoken");
		Object documented;
		try (var stream = getClass().getResourceAsStream("/azure-examples/imds/identity-token-2023-07-01.json")) {
			documented = at(JsonText.read(stream.readAllBytes()), "responses", "200", "body");
		}
		this.azure.fault(AzureFault.of("the documented answer", (request, truth) -> HttpAnswer.json(200, documented)),
				AzureOperation.IMDS_TOKEN);
		assertThat(process(Type.MANAGED_IDENTITY).run()).containsExactly("found 10.0.0.4:8080");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void authenticatesWithTheAzureCli() throws Exception {
		mayRead("user@example.org");
		long expires = Instant.now().plusSeconds(3600).getEpochSecond();
		Path asked = this.folder.resolve("asked");
		Path az = Files.writeString(this.folder.resolve("az"),
				"""
						#!/bin/sh
						echo "$@" > %s
						echo '{"accessToken":"%s","expiresOn":"2099-01-01 00:00:00.000000","expires_on":%d,"tokenType":"Bearer"}'
						"""
					.formatted(asked, TokenSubject.token("user@example.org", AUDIENCE, expires), expires));
		Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
		assertThat(process(Type.AZURE_CLI).environment("PATH", this.folder + ":" + System.getenv("PATH")).run())
			.containsExactly("found 10.0.0.4:8080");
		assertThat(asked).content().contains("account get-access-token").contains("--resource " + AUDIENCE);
	}

	private void onAzure() {
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
	}

	private void mayRead(String subject) {
		this.azure.access().subject(subject, ReadRights.EVERYTHING);
	}

	private AzureSettings secret(String secret) {
		return WireFixture.clientSecret(this.azure, CLIENT, secret);
	}

	private AnotherProcess process(Type credential) throws Exception {
		Path trust = Files.writeString(this.folder.resolve("trust.pem"), this.azure.entra().certificate().pem());
		return new AnotherProcess()
			.environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", this.azure.imdsEndpoint().toString())
			.property("arm", this.azure.armEndpoint())
			.property("imds", this.azure.imdsEndpoint())
			.property("authority", this.azure.entra().endpoint())
			.property("trust", trust)
			.property("credential", credential);
	}

	private Map<String, String> tokenRequest() {
		return this.azure.requests().requests(AzureOperation.IMDS_TOKEN).get(0).query();
	}

	private static Object at(Object json, String... path) {
		Object value = json;
		for (String name : path) {
			value = ((Map<?, ?>) value).get(name);
		}
		return value;
	}

}
