package io.github.azurediscovery.haproxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HaproxySettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "unix:/run/haproxy/admin.sock", "tcp:127.0.0.1:9999", "tcp:[::1]:9999",
			"tcp:localhost:9999", "tcp:127.9.9.9:1" })
	void aSocketIsAPathOrAPortOfThisMachine(String socket) {
		assertThat(HaproxyAddress.parse(socket).text()).isEqualTo(socket.split(":", 2)[1]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/run/haproxy/admin.sock", "unix:admin.sock", "tcp:10.0.0.4:9999", "tcp:haproxy:9999",
			"tcp:127.0.0.1", "tcp:127.0.0.1:0", "tcp:127.0.0.1:99999", "tcp:[::]:9999", "", "udp:127.0.0.1:1",
			"tcp:0.0.0.0:9999", "tcp:999.0.0.1:9999" })
	void anyOtherSocketIsRefused(String socket) {
		assertThatIllegalArgumentException().isThrownBy(() -> HaproxyAddress.parse(socket))
			.withMessageContaining("haproxy.sockets is " + socket);
	}

	@Test
	void aPathThatTheKernelWouldCutIsRefused() {
		assertThat(HaproxyAddress.parse("unix:/" + "a".repeat(106)).text()).hasSize(107);
		assertThatIllegalArgumentException().isThrownBy(() -> HaproxyAddress.parse("unix:/" + "a".repeat(107)))
			.withMessageContaining("at most 107 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "check;shutdown", "check\nfoo", "check # x", "check <<" })
	void serverOptionsThatWouldBeFurtherCommandsAreRefused(String options) {
		assertThatIllegalArgumentException().isThrownBy(() -> HaproxySettings.builder().serverOptions(options).build())
			.withMessageContaining("haproxy.dynamic-server-options");
	}

	@Test
	void whetherServersAreCheckedIsInTheirOptions() {
		assertThat(HaproxySettings.DEFAULT.checked()).isTrue();
		assertThat(HaproxySettings.builder().serverOptions("maxconn 10 check").build().checked()).isTrue();
		assertThat(HaproxySettings.builder().serverOptions("check-ssl").build().checked()).isFalse();
		assertThat(HaproxySettings.builder().serverOptions("").build().checked()).isFalse();
	}

	@Test
	void timesAndPathsAreBounded() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HaproxySettings.builder().checkInterval(Duration.ZERO).build())
			.withMessageContaining("haproxy.check-interval");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HaproxySettings.builder().drainTimeout(Duration.ofSeconds(-1)).build())
			.withMessageContaining("haproxy.drain-timeout");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> HaproxySettings.builder().stateFile(Path.of("state")).build())
			.withMessageContaining("haproxy.state-file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "backend other", "option httpchk\nbackend x", " ", "server-template srv 1-3 x:80" })
	void anOptionOfABackendIsOneLineOfIt(String option) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BackendSettings("{name}", "", "roundrobin", "http", List.of(option)))
			.withMessageContaining("haproxy.backend.options");
	}

	@Test
	void modeAndBalanceAreChecked() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BackendSettings("{name}", "", "roundrobin", "udp", List.of()))
			.withMessageContaining("haproxy.backend.mode");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BackendSettings("{name}", "", "round\nrobin", "http", List.of()))
			.withMessageContaining("haproxy.backend.balance");
	}

	@Test
	void aFileOfBackendsNeedsAMasterSocketAndACommand() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> BackendFileSettings.of(Path.of("/etc/a.cfg"), "master.sock", "haproxy -c -f {file}",
					Duration.ofSeconds(60)))
			.withMessageContaining("haproxy.master-socket");
		assertThatIllegalArgumentException().isThrownBy(
				() -> BackendFileSettings.of(Path.of("/etc/a.cfg"), "unix:/m", "haproxy -c", Duration.ofSeconds(60)))
			.withMessageContaining("haproxy.check-command");
		assertThat(BackendFileSettings.of(Path.of("/etc/a.cfg"), "unix:/m", " haproxy  -c -f {file} ", Duration.ZERO)
			.checkCommand()).containsExactly("haproxy", "-c", "-f", "{file}");
	}

}
