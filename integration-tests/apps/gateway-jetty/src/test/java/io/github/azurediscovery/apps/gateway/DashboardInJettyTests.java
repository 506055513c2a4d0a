package io.github.azurediscovery.apps.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.apps.support.VerdictRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard's stream in Jetty, with viewers who read no more than the first line. */
class DashboardInJettyTests {

	private final List<Socket> viewers = new ArrayList<>();

	@AfterEach
	void leave() throws IOException {
		for (Socket viewer : this.viewers) {
			viewer.close();
		}
	}

	@Test
	void viewersThatDoNotReadAreBoundedAndBlockNothing() throws Exception {
		try (VerdictRun run = VerdictRun.of(new SpringApplicationBuilder(Application.class), "127.0.0.1", 9, false,
				"azure.discovery.dashboard.max-viewers=3")) {
			int port = Integer.parseInt(run.application().getEnvironment().getRequiredProperty("local.server.port"));
			for (int viewer = 0; viewer < 3; viewer++) {
				assertThat(look(port)).contains(" 200 ");
			}
			assertThat(look(port)).contains(" 503 ");
			assertThat(run.caller().answer("/azure-discovery/").statusCode()).isEqualTo(200);
			this.viewers.remove(0).close();
			await().untilAsserted(() -> assertThat(look(port)).contains(" 200 "));
			Thread closing = new Thread(run::close, "closing");
			closing.start();
			closing.join(20_000);
			assertThat(closing.isAlive()).isFalse();
		}
	}

	private String look(int port) throws IOException {
		Socket viewer = new Socket();
		this.viewers.add(viewer);
		viewer.setReceiveBufferSize(4096);
		viewer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		viewer.getOutputStream()
			.write("GET /azure-discovery/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
		return new BufferedReader(new InputStreamReader(viewer.getInputStream(), StandardCharsets.US_ASCII), 64)
			.readLine();
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
