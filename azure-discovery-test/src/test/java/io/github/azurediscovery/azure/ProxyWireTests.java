package io.github.azurediscovery.azure;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.azurediscovery.azure.CredentialSettings.Type;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.Rights;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.github.azurediscovery.test.http.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind a proxy that looks into TLS, with hosts that only it knows: who goes through it,
 * whose certificate is trusted, and who goes past it.
 */
@Timeout(120)
class ProxyWireTests {

	private static final String ARM = "arm.azure.test";

	private static final String LOGIN = "login.azure.test";

	private static final String CLIENT = "22222222-0000-0000-0000-000000000002";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final LoopbackCertificate certificate = LoopbackCertificate.create(ARM, LOGIN);

	private InspectingProxy proxy;

	@TempDir
	Path folder;

	@BeforeEach
	void oneVm() {
		this.azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		this.azure.entra().application(CLIENT).secret("right");
		this.azure.access().everybody(Rights.NOTHING);
		this.proxy = new InspectingProxy(this.certificate,
				Map.of(ARM, this.azure.armEndpoint(), LOGIN, this.azure.entra().endpoint()), this.azure.entra().tls());
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.azure.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTPS_PROXY", "https_proxy" })
	void azureAndEntraAreAskedThroughTheProxyOfTheEnvironment(String variable) throws Exception {
		this.azure.access().subject(CLIENT, Rights.EVERYTHING);
		assertThat(clientSecret(trusted()).environment(variable, this.proxy.url()).run()).as("%s", this.proxy.broken())
			.containsExactly("found 10.0.0.4:8080");
		assertThat(this.proxy.asked()).contains("CONNECT " + ARM + ":443", "CONNECT " + LOGIN + ":443");
		assertThat(this.azure.requests().count(Operation.ENTRA_TOKEN)).isEqualTo(1);
	}

	@Test
	void azureAndEntraAreAskedThroughTheProxyOfTheJvm() throws Exception {
		this.azure.access().subject(CLIENT, Rights.EVERYTHING);
		assertThat(clientSecret(trusted()).property("https.proxyHost", "127.0.0.1")
			.property("https.proxyPort", this.proxy.port())
			.run()).containsExactly("found 10.0.0.4:8080");
		assertThat(this.proxy.asked()).contains("CONNECT " + ARM + ":443", "CONNECT " + LOGIN + ":443");
	}

	@Test
	void withoutItsCertificateNothingIsSaidThroughIt() throws Exception {
		assertThat(clientSecret(new AnotherProcess()).environment("HTTPS_PROXY", this.proxy.url()).run()).last()
			.asString()
			.startsWith("failed No access token")
			.contains("unable to find valid certification path");
		assertThat(this.azure.requests().requests()).isEmpty();
	}

	@Test
	void instanceMetadataAndManagedIdentityGoPastEveryProxy() throws Exception {
		this.azure.access().subject("managed-identity", Rights.EVERYTHING);
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
		assertThat(trusted().environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", this.azure.imdsEndpoint().toString())
			.environment("HTTPS_PROXY", this.proxy.url())
			.environment("HTTP_PROXY", this.proxy.url())
			.property("http.proxyHost", "127.0.0.1")
			.property("http.proxyPort", this.proxy.port())
			.property("http.nonProxyHosts", "")
			.property("arm", "https://" + ARM)
			.property("imds", this.azure.imdsEndpoint())
			.property("credential", Type.DEFAULT)
			.run()).containsExactly("found 10.0.0.4:8080");
		assertThat(this.azure.requests().count(Operation.IMDS_INSTANCE)).isPositive();
		assertThat(this.azure.requests().count(Operation.IMDS_TOKEN)).isEqualTo(1);
		assertThat(this.proxy.asked()).isNotEmpty().allMatch(("CONNECT " + ARM + ":443")::equals);
	}

	@Test
	void aPipelineOfTheUsersOwnBringsItsOwnWayAndAuthentication() throws Exception {
		this.azure.access().everybody(Rights.NOTHING);
		this.azure.access().subject("whoever", Rights.EVERYTHING);
		HttpPipelinePolicy own = (context, next) -> {
			context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer whoever");
			return next.process();
		};
		AzurePipeline pipeline = AzurePipeline
			.of(new HttpPipelineBuilder().policies(own).httpClient(new JdkHttpClientBuilder().build()).build());
		AzureSettings base = Wire.settings(this.azure);
		AzureSettings secret = new AzureSettings(null,
				new Endpoints(this.azure.armEndpoint(), this.azure.entra().endpoint()),
				new CredentialSettings(Type.CLIENT_SECRET, CLIENT, null, null, "tenant", "right"), base.scope(),
				base.tags(), base.address(), false, null, base.timeout(), base.statusInterval(), base.services());
		this.azure.resourceGroup()
			.scaleSet("flex")
			.tag("Discovery:Service:Name", "pages")
			.tag("Discovery:Service:Port", "80")
			.instances(3);
		this.azure.pageSize(2);
		Wire wire = Wire.to(this.azure, secret, (builder) -> builder.pipeline(pipeline));
		assertThat(Wire.hosts(wire.fetch("tags"))).as("links are encoded all the same").hasSize(4);
		assertThat(this.azure.requests().count(Operation.entra())).isZero();
		wire.stop();
	}

	private AnotherProcess trusted() throws Exception {
		return new AnotherProcess().property("trust",
				Files.writeString(this.folder.resolve("trust.pem"), this.certificate.pem()));
	}

	private AnotherProcess clientSecret(AnotherProcess process) {
		return process.property("arm", URI.create("https://" + ARM))
			.property("authority", URI.create("https://" + LOGIN))
			.property("credential", Type.CLIENT_SECRET)
			.property("tenant-id", "11111111-0000-0000-0000-000000000001")
			.property("client-id", CLIENT)
			.property("client-secret", "right");
	}

}
