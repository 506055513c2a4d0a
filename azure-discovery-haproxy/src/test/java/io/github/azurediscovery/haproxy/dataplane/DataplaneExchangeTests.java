package io.github.azurediscovery.haproxy.dataplane;

import java.nio.file.Path;
import java.time.Duration;

import io.github.azurediscovery.haproxy.DataplaneLogin;
import io.github.azurediscovery.haproxy.DataplaneSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.simulation.SimulatedDataplane;
import io.github.azurediscovery.haproxy.simulation.SimulatedHaproxy;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.test.http.LoopbackCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Requests to a Dataplane API, and where they may go. */
@DisabledOnOs(OS.WINDOWS)
class DataplaneExchangeTests {

	private static final DataplaneLogin LOGIN = SimulatedDataplane.LOGIN;

	@TempDir
	Path directory;

	private SimulatedHaproxy haproxy;

	private SimulatedDataplane dataplane;

	private Duration timeout = Duration.ofSeconds(30);

	@BeforeEach
	void start() {
		this.haproxy = new SimulatedHaproxy(this.directory).backend("azure-orders", 500);
		this.dataplane = new SimulatedDataplane(this.haproxy);
	}

	@AfterEach
	void stop() {
		this.dataplane.close();
		this.haproxy.close();
	}

	private DataplaneClient client() {
		return client(SimulatedDataplane.LOGIN, DataplaneExchange.LARGEST_ANSWER);
	}

	private DataplaneClient client(DataplaneLogin login, int largestAnswer) {
		DataplaneSettings settings = DataplaneSettings.of(this.dataplane.url() + "/", login).withTimeout(this.timeout);
		return new DataplaneClient(new DataplaneExchange(settings, largestAnswer), HaproxySettings.DEFAULT);
	}

	@Test
	void readsTheProcessAndItsSlots() throws Exception {
		assertThat(client().pid()).isEqualTo(4000);
		assertThat(client().servers().of("azure-orders")).hasSize(500).allMatch(ServerRow::isFree);
	}

	@Test
	void aWrongPasswordIsSaidAndNotShown() {
		assertThatExceptionOfType(SinkException.class)
			.isThrownBy(() -> client(new DataplaneLogin("agent", "wr0ng-word"), 1_000).pid())
			.withMessageContaining("answers 401")
			.withMessageContaining("haproxy.dataplane.username")
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("wr0ng-word"));
	}

	@ParameterizedTest
	@CsvSource({ "500, answers 500 to GET runtime/info: told to fail", "503, answers 503", "404, answers 404",
			"302, a redirect, which is not followed" })
	void anythingElseIsAFailureThatSaysWhat(int status, String message) {
		this.dataplane.fail("GET runtime/info", status, 1);
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> client().pid()).withMessageContaining(message);
		assertThat(this.dataplane.requests).hasSize(1);
	}

	@Test
	void neverWaitsForEver() {
		this.dataplane.delay = 2_000;
		this.timeout = Duration.ofMillis(200);
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> client().pid())
			.withMessageContaining("no answer within 200 ms");
	}

	@Test
	void anAnswerWithoutEndIsGivenUp() {
		assertThatExceptionOfType(SinkException.class)
			.isThrownBy(() -> client(SimulatedDataplane.LOGIN, 10_000).servers())
			.withMessageContaining("larger than 10000 bytes");
	}

	@Test
	void anythingElseAtTheAddressIsSaid() {
		this.dataplane.close();
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> client().pid())
			.withMessageContaining("cannot be reached at " + this.dataplane.url());
	}

	@Test
	void anInterruptEndsTheWait() {
		this.dataplane.delay = 2_000;
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> client().pid());
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void httpsIsToACertificateThatIsTrusted() throws Exception {
		LoopbackCertificate certificate = LoopbackCertificate.ofProcess();
		try (SimulatedDataplane secure = new SimulatedDataplane(this.haproxy, certificate.server())) {
			DataplaneSettings settings = DataplaneSettings.of(secure.url(), LOGIN).withTimeout(this.timeout);
			assertThat(new DataplaneClient(new DataplaneExchange(settings.withSslContext(certificate.client())),
					HaproxySettings.DEFAULT)
				.pid()).isEqualTo(4000);
			DataplaneClient stranger = new DataplaneClient(new DataplaneExchange(settings), HaproxySettings.DEFAULT);
			assertThatExceptionOfType(SinkException.class).isThrownBy(stranger::pid)
				.withMessageContaining("cannot be reached");
			assertThat(secure.requests).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://haproxy.internal:5555", "https://10.0.0.4/", "HTTPS://haproxy:5555",
			"http://127.0.0.1:5555", "http://localhost:5555", "http://[::1]:5555" })
	void thePasswordIsEncryptedUnlessItStaysHere(String url) {
		assertThat(DataplaneSettings.of(url, LOGIN).baseUrl().getScheme()).isIn("http", "https");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://haproxy.internal:5555", "http://10.0.0.4:5555", "http://127.0.0.1.example.com",
			"haproxy:5555", "https:haproxy", "", "/v3", "https://haproxy:5555/v3", "https://haproxy?x=1",
			"ftp://127.0.0.1", "https://", "https://ha proxy" })
	void anyOtherUrlIsRefused(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> DataplaneSettings.of(url, LOGIN))
			.withMessageContaining("haproxy.dataplane.base-url is ");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://agent:s3cret@haproxy:5555", "https://agent:s3cret@ha proxy", "agent:s3cret@haproxy" })
	void aPasswordInTheUrlIsRefusedAndNotShown(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> DataplaneSettings.of(url, LOGIN))
			.withMessageContaining("haproxy.dataplane.base-url is ***")
			.satisfies((ex) -> assertThat(ex).hasNoCause());
	}

	@Test
	void noPasswordIsInAText() {
		assertThat(DataplaneSettings.of("https://haproxy", LOGIN).toString()).contains("agent")
			.doesNotContain("s3cret");
		assertThat(LOGIN.toString()).doesNotContain("s3cret");
	}

	@Test
	void loginAndTimeoutAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DataplaneLogin("a:b", "x"))
			.withMessageContaining("dataplane.username");
		assertThatIllegalArgumentException().isThrownBy(() -> new DataplaneLogin("a", ""))
			.withMessageContaining("dataplane.password");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DataplaneSettings.of("https://haproxy", LOGIN).withTimeout(Duration.ZERO))
			.withMessageContaining("dataplane.timeout");
	}

}
