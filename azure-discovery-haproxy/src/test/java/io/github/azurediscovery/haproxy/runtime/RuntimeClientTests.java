package io.github.azurediscovery.haproxy.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.haproxy.server.SlotEndpoint;
import io.github.azurediscovery.haproxy.simulation.SimulatedHaproxy;
import io.github.azurediscovery.sink.SinkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RuntimeClientTests {

	@TempDir
	Path directory;

	private SimulatedHaproxy haproxy;

	private RuntimeClient client;

	@BeforeEach
	void start() {
		this.haproxy = new SimulatedHaproxy(this.directory).backend("azure-orders", 2_000);
		this.client = new RuntimeClient(this.haproxy.address(), Duration.ofSeconds(5));
	}

	@AfterEach
	void stop() {
		this.haproxy.close();
	}

	@Test
	void readsTheProcessAndTwoThousandSlots() throws Exception {
		assertThat(this.client.pid()).isEqualTo(4000);
		assertThat(this.client.servers().of("azure-orders")).hasSize(2_000);
	}

	@Test
	void sendsAsFewLinesAsFitIntoHaproxysBuffer() throws Exception {
		List<SlotCommand> commands = IntStream.rangeClosed(1, 1_000)
			.mapToObj((number) -> drain("azure-orders", "srv" + number))
			.toList();
		assertThat(this.client.send(commands)).isEmpty();
		assertThat(this.haproxy.lines).allMatch((line) -> line.length() <= 8_000).hasSizeBetween(5, 8);
		assertThat(String.join(";", this.haproxy.lines).split(";")).hasSize(1_000);
	}

	@Test
	void matchesErrorsAmongTheAnswers() throws Exception {
		assertThat(this.client
			.send(List.of(move("azure-orders", "srv1"), drain("azure-orders", "srv0"), drain("nowhere", "srv1"))))
			.containsExactly("No such server.", "No such backend.");
		assertThat(RuntimeClient
			.errors("no need to change the addr, no need to change the port by 'stats socket command'\n\n"
					+ "IP changed from '127.0.0.1' to '127.0.0.2', port changed from '80' to '8081' by 'stats socket command'\n"
					+ "New server registered.\n\nServer deleted.\n"))
			.isEmpty();
		assertThat(RuntimeClient.errors("Invalid addr 'foo' by 'stats socket command'\n\n")).hasSize(1);
	}

	@Test
	void aLineThatWouldBeTwoIsNeverSent() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.ask("show info\nshutdown sessions"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.ask("x".repeat(8_001)));
		assertThat(this.haproxy.lines).isEmpty();
	}

	@Test
	void anythingElseAtTheSocketIsSaid() {
		this.haproxy.answers = (answer) -> "220 mail ESMTP\n";
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> this.client.pid())
			.withMessageContaining("220 mail ESMTP");
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> this.client.servers());
	}

	@Test
	void speaksTcpAsWellAndNeverWaitsForEver() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			RuntimeClient tcp = new RuntimeClient(HaproxyAddress.parse("tcp:127.0.0.1:" + silent.getLocalPort()),
					Duration.ofMillis(50));
			assertThatExceptionOfType(SinkException.class).isThrownBy(tcp::pid).withMessageContaining("within 50 ms");
		}
	}

	@Test
	void anInterruptEndsTheWait() throws Exception {
		this.haproxy.silent = true;
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.client.pid());
		assertThat(Thread.interrupted()).isFalse();
	}

	private static SlotCommand drain(String backend, String slot) {
		return new SlotCommand(backend, slot, null, null, null, false, ServerAdmin.DRAIN, false, false);
	}

	private static SlotCommand move(String backend, String slot) {
		return new SlotCommand(backend, slot, null, new SlotEndpoint("10.0.0.1", 80), null, false, null, false, false);
	}

}
