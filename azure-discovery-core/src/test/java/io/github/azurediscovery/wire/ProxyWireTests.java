package io.github.azurediscovery.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings.Type;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind a proxy that is said to look into TLS: hosts that only it knows show its
 * certificate. Who goes through it, whose certificate is trusted, and who goes past it.
 */
@Timeout(120)
class ProxyWireTests {

	private static final String ARM = "arm.azure.test";

	private static final String LOGIN = "login.azure.test";

	private static final String CLIENT = "22222222-0000-0000-0000-000000000002";

	private final SimulatedAzure azure = WireFixture.oneVm();

	private static final LoopbackCertificate CERTIFICATE = LoopbackCertificate.create(ARM, LOGIN);

	private final InterceptingProxy arm = InterceptingProxy.of(this.azure.armEndpoint(), CERTIFICATE, null);

	private final InterceptingProxy login = InterceptingProxy.of(this.azure.entra().endpoint(), CERTIFICATE,
			this.azure.entra().tls());

	private final ConnectProxy proxy = new ConnectProxy(Map.of(ARM, this.arm.port(), LOGIN, this.login.port()));

	@TempDir
	Path folder;

	@BeforeEach
	void oneApplication() {
		this.azure.entra().application(CLIENT).secret("right");
		this.azure.access().subject(CLIENT, ReadRights.EVERYTHING);
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.arm.close();
		this.login.close();
		this.azure.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTPS_PROXY", "https_proxy" })
	void requestsToAzureAndEntraUseTheProxyOfTheEnvironment(String variable) throws Exception {
		finds(clientSecret(trusted()).environment(variable, this.proxy.url()));
		assertThat(this.proxy.asked()).contains(ARM, LOGIN);
		assertThat(this.azure.requests().count(AzureOperation.ENTRA_TOKEN)).isEqualTo(1);
	}

	@Test
	void requestsToAzureAndEntraUseTheProxyOfTheJvm() throws Exception {
		finds(jvmProxy(clientSecret(trusted())));
		assertThat(this.proxy.asked()).contains(ARM, LOGIN);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none",
			value = { "NO_PROXY | arm.azure.test         | login.azure.test",
					"NO_PROXY | login.azure.test       | arm.azure.test",
					"NO_PROXY | elsewhere.test, .azure.test | none", "no_proxy | azure.test             | none" })
	void hostsExceptedByTheEnvironmentBypassTheProxy(String variable, String hosts, String throughTheProxy)
			throws Exception {
		finds(resolving(clientSecret(trusted())).environment("HTTPS_PROXY", this.proxy.url())
			.environment(variable, hosts));
		asksTheProxyOnlyFor(throughTheProxy);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "localhost|arm.*,login.azure.test", "*.azure.test,none" })
	void hostsExceptedByTheJvmBypassTheProxy(String hosts, String throughTheProxy) throws Exception {
		finds(jvmProxy(resolving(clientSecret(trusted()))).property("http.nonProxyHosts", hosts));
		asksTheProxyOnlyFor(throughTheProxy);
	}

	@Test
	void nothingIsSentThroughAProxyWhoseCertificateIsNotTrusted() throws Exception {
		assertThat(clientSecret(new AnotherProcess()).environment("HTTPS_PROXY", this.proxy.url()).run()).last()
			.asString()
			.startsWith("failed No access token")
			.contains("unable to find valid certification path");
		assertThat(this.azure.requests().requests()).isEmpty();
	}

	@Test
	void instanceMetadataAndManagedIdentityBypassEveryProxy() throws Exception {
		this.azure.access().subject("managed-identity", ReadRights.EVERYTHING);
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
		finds(trusted().environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", this.azure.imdsEndpoint().toString())
			.environment("HTTPS_PROXY", this.proxy.url())
			.environment("HTTP_PROXY", this.proxy.url())
			.property("http.proxyHost", "127.0.0.1")
			.property("http.proxyPort", this.proxy.port())
			.property("http.nonProxyHosts", "")
			.property("arm", "https://" + ARM)
			.property("imds", this.azure.imdsEndpoint())
			.property("credential", Type.DEFAULT));
		assertThat(this.azure.requests().count(AzureOperation.IMDS_INSTANCE)).isPositive();
		assertThat(this.azure.requests().count(AzureOperation.IMDS_TOKEN)).isEqualTo(1);
		assertThat(this.proxy.asked()).isNotEmpty().allMatch(ARM::equals);
	}

	@Test
	void aProxyThatRequiresAPasswordIsReportedWithTheRemedy() throws Exception {
		this.proxy.wants("user", "pass");
		assertThat(
				managedIdentity().environment("HTTPS_PROXY", "http://user:pass@127.0.0.1:" + this.proxy.port()).run())
			.last()
			.asString()
			.startsWith("failed Could not list")
			.contains("the proxy, not Azure, answered 407", "bring an AzurePipeline of your own");
	}

	private AnotherProcess managedIdentity() throws Exception {
		this.azure.access().subject("managed-identity", ReadRights.EVERYTHING);
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
		return trusted().environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", this.azure.imdsEndpoint().toString())
			.property("arm", "https://" + ARM)
			.property("imds", this.azure.imdsEndpoint())
			.property("credential", Type.DEFAULT);
	}

	@Test
	void aCustomPipelineUsesItsOwnRouteAndAuthentication() throws Exception {
		this.azure.access().defaultRights(ReadRights.NOTHING);
		this.azure.access().subject("caller", ReadRights.EVERYTHING);
		HttpPipelinePolicy own = (context, next) -> {
			context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer caller");
			return next.process();
		};
		AzurePipeline pipeline = AzurePipeline
			.of(new HttpPipelineBuilder().policies(own).httpClient(new JdkHttpClientBuilder().build()).build());
		AzureSettings secret = WireFixture.clientSecret(this.azure, CLIENT, "right");
		this.azure.resourceGroup()
			.scaleSet("flex")
			.tag("Discovery:Service:Name", "pages")
			.tag("Discovery:Service:Port", "80")
			.instances(3);
		this.azure.pageSize(2);
		WireFixture wire = WireFixture.to(this.azure, secret, (builder) -> builder.pipeline(pipeline));
		assertThat(WireFixture.hosts(wire.fetch("tags"))).as("links are encoded all the same").hasSize(4);
		assertThat(this.azure.requests().count(AzureOperation.entra())).isZero();
		wire.stop();
	}

	private void finds(AnotherProcess process) throws Exception {
		assertThat(process.run()).as("%s, %s, %s", this.proxy, this.arm, this.login)
			.containsExactly("found 10.0.0.4:8080");
	}

	private void asksTheProxyOnlyFor(String host) {
		if (host == null) {
			assertThat(this.proxy.asked()).isEmpty();
		}
		else {
			assertThat(this.proxy.asked()).isNotEmpty().allMatch(host::equals);
		}
		assertThat(this.azure.requests().count(AzureOperation.ENTRA_TOKEN)).isEqualTo(1);
	}

	private AnotherProcess trusted() throws Exception {
		return new AnotherProcess().property("trust",
				Files.writeString(this.folder.resolve("trust.pem"), CERTIFICATE.pem()));
	}

	/** A process that finds the hosts without the proxy as well. */
	private AnotherProcess resolving(AnotherProcess process) throws Exception {
		return process.property("jdk.net.hosts.file",
				Files.writeString(this.folder.resolve("hosts"), "127.0.0.1 localhost %s %s%n".formatted(ARM, LOGIN)));
	}

	private AnotherProcess jvmProxy(AnotherProcess process) {
		return process.property("https.proxyHost", "127.0.0.1").property("https.proxyPort", this.proxy.port());
	}

	private AnotherProcess clientSecret(AnotherProcess process) {
		return process.property("arm", "https://" + ARM + ":" + this.arm.port())
			.property("authority", "https://" + LOGIN + ":" + this.login.port())
			.property("credential", Type.CLIENT_SECRET)
			.property("tenant-id", WireFixture.TENANT)
			.property("client-id", CLIENT)
			.property("client-secret", "right");
	}

}
