package io.github.azurediscovery.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.azurediscovery.FakeAzureDiscovery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Viewers who ask for the events and then read nothing, over real connections. */
class SlowViewersTests {

	private static final Duration DEADLINE = Duration.ofSeconds(40);

	/** More than the buffers of two kernels take. */
	private static final int LARGE = 20_000;

	private static final String VIRTUAL_THREADS = "--spring.threads.virtual.enabled=true";

	private final List<Socket> sockets = new ArrayList<>();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.context.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void areToldToComeAgainWhereThereAreTooMany(WebApplicationType type) throws Exception {
		start(type, 1);
		List<String> answers = new ArrayList<>();
		for (int number = 0; number < 300; number++) {
			answers.add(head(look()));
		}
		assertThat(answers).filteredOn((head) -> head.startsWith("HTTP/1.1 200")).hasSize(32);
		assertThat(answers).filteredOn((head) -> head.startsWith("HTTP/1.1 503"))
			.hasSize(268)
			.allSatisfy((head) -> assertThat(head).containsIgnoringCase("\r\nretry-after: 10\r\n"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void makeRoomWhenTheyAreLetGo(WebApplicationType type) throws Exception {
		start(type, LARGE, "--azure.discovery.dashboard.max-viewers=1");
		Socket idle = look();
		head(idle);
		assertThat(head(look())).startsWith("HTTP/1.1 503");
		await(() -> head(look()).startsWith("HTTP/1.1 200"));
		assertThat(endsAbruptly(idle)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void doNotHoldUpTheEndOfTheApplication(WebApplicationType type) throws Exception {
		endsWithViewers(type);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void doNotHoldUpTheEndOfTheApplicationOnVirtualThreads(WebApplicationType type) throws Exception {
		endsWithViewers(type, VIRTUAL_THREADS);
	}

	private void endsWithViewers(WebApplicationType type, String... arguments) throws Exception {
		start(type, LARGE,
				Stream
					.concat(Stream.of("--spring.lifecycle.timeout-per-shutdown-phase=" + DEADLINE.toSeconds() + "s"),
							Stream.of(arguments))
					.toArray(String[]::new));
		for (int number = 0; number < 10; number++) {
			head(look());
		}
		Thread closing = new Thread(this.context::close, "closing");
		closing.start();
		closing.join(DEADLINE.toMillis() / 2);
		assertThat(closing.isAlive()).isFalse();
	}

	@Test
	void takeNoThreadOfTheApplication() throws Exception {
		leaveItsThreads();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void takeNoThreadOfTheApplicationOnVirtualThreads() throws Exception {
		leaveItsThreads(VIRTUAL_THREADS);
	}

	private void leaveItsThreads(String... arguments) throws Exception {
		start(WebApplicationType.SERVLET, LARGE, arguments);
		for (int number = 0; number < 32; number++) {
			head(look());
		}
		CountDownLatch done = new CountDownLatch(8);
		Executor executor = this.context.getBean("applicationTaskExecutor", Executor.class);
		for (int number = 0; number < 8; number++) {
			executor.execute(() -> {
				done.countDown();
				try {
					done.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		assertThat(done.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	private void start(WebApplicationType type, int instances, String... arguments) {
		this.context = new SpringApplicationBuilder(DashboardTestApplication.class).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off")
			.run(arguments);
		this.context.getBean(FakeAzureDiscovery.class)
			.members(IntStream.range(0, instances)
				.mapToObj((number) -> FakeAzureDiscovery.instance("orders", number))
				.toList(), List.of());
	}

	/** Ask for the events, with buffers that hold little. */
	private Socket look() throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.setReceiveBufferSize(4096);
		socket.setSoTimeout((int) DEADLINE.toMillis());
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(),
				this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
		socket.getOutputStream()
			.write("GET /azure-discovery/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String head(Socket socket) throws IOException {
		StringBuilder head = new StringBuilder();
		InputStream in = socket.getInputStream();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			assertThat(next).as("the answer after " + head).isNotNegative();
			head.append((char) next);
		}
		return head.toString();
	}

	private static boolean endsAbruptly(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] buffer = new byte[64 * 1024];
		String tail = "";
		try {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				tail = new String(buffer, 0, read, StandardCharsets.US_ASCII);
			}
		}
		catch (IOException ex) {
			return true;
		}
		return !tail.endsWith("0\r\n\r\n");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(DEADLINE).pollInterval(Duration.ofMillis(200)).until(condition);
	}

}
