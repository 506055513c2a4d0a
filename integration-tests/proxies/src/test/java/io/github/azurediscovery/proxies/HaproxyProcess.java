package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A real HAProxy, a process of the test's own, with its sockets in a temporary folder and
 * one front end that leads to one backend.
 */
final class HaproxyProcess implements AutoCloseable {

	private static final Path PROGRAM = Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
		.map(Path::of)
		.filter(Files::isExecutable)
		.findFirst()
		.orElse(Path.of("haproxy"));

	private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");

	private final Path directory;

	private final int port;

	private Process process;

	private HaproxyProcess(Path directory, int port) {
		this.directory = directory;
		this.port = port;
	}

	/**
	 * Start.
	 * @param level the level of the admin socket
	 * @param backend the backend that the front end leads to
	 * @param sections the sections of backends
	 * @return the process, which answers
	 */
	static HaproxyProcess start(String level, String backend, String sections) {
		try {
			HaproxyProcess haproxy = new HaproxyProcess(Files.createTempDirectory("azd"), freePort());
			Files.writeString(haproxy.file("haproxy.cfg"), """
					global
					    stats socket %s mode 600 level %s
					    server-state-file %s
					    maxconn 2000
					defaults
					    mode http
					    timeout connect 1s
					    timeout client 10s
					    timeout server 10s
					    option redispatch 1
					    retries 3
					frontend in
					    bind 127.0.0.1:%d
					    use_backend %%[str(%s)]
					""".formatted(haproxy.file("admin.sock"), level, haproxy.file("state"), haproxy.port, backend));
			Files.writeString(haproxy.file("azure.cfg"), sections);
			Files.writeString(haproxy.file("state"), "");
			haproxy.start();
			return haproxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void start() {
		try {
			this.process = new ProcessBuilder(PROGRAM.toString(), "-W", "-S", file("master.sock").toString(), "-f",
					file("haproxy.cfg").toString(), "-f", file("azure.cfg").toString())
				.redirectErrorStream(true)
				.redirectOutput(file("log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaitility.await("HAProxy to answer; its log is " + file("log"))
			.atMost(Duration.ofSeconds(20))
			.ignoreExceptions()
			.until(() -> pid() > 0);
	}

	/** End the master, which ends its workers. */
	void stop() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.descendants().forEach(ProcessHandle::destroyForcibly);
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	Path file(String name) {
		return this.directory.resolve(name);
	}

	String socket() {
		return "unix:" + file("admin.sock");
	}

	String masterSocket() {
		return "unix:" + file("master.sock");
	}

	String checkCommand() {
		return PROGRAM + " -c -f " + file("haproxy.cfg") + " -f {file}";
	}

	int port() {
		return this.port;
	}

	long pid() {
		Matcher pid = PID.matcher(command("show info"));
		if (!pid.find()) {
			throw new IllegalStateException("HAProxy answers without a pid");
		}
		return Long.parseLong(pid.group(1));
	}

	/**
	 * Reload by hand, as an operator does, and wait for the new process. The master may
	 * listen a moment later than its first worker.
	 */
	void reload() {
		long before = pid();
		Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
			ask(file("master.sock"), "reload");
			return true;
		});
		Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> pid() != before);
	}

	String command(String line) {
		return ask(file("admin.sock"), line);
	}

	/** The address, port and administrative state of each server of a backend. */
	Map<String, String> servers(String backend) {
		Map<String, String> servers = new TreeMap<>();
		for (String line : rows(backend)) {
			String[] cells = line.split(" ");
			servers.put(cells[3], cells[4] + ":" + cells[18] + " " + cells[6]);
		}
		return servers;
	}

	/** The servers that an operator sees as ready, healthy or not. */
	List<String> ready(String backend) {
		List<String> ready = new ArrayList<>();
		for (String line : rows(backend)) {
			String[] cells = line.split(" ");
			if ((Integer.parseInt(cells[6]) & ~4) == 0) {
				ready.add(cells[4] + ":" + cells[18]);
			}
		}
		return ready;
	}

	/** The ready servers that get calls. */
	long running(String backend) {
		return rows(backend).stream().map((line) -> line.split(" ")).filter((cells) -> {
			boolean ready = (Integer.parseInt(cells[6]) & ~4) == 0;
			return ready && cells[5].equals("2");
		}).count();
	}

	private List<String> rows(String backend) {
		return command("show servers state").lines()
			.filter((line) -> line.split(" ").length > 20 && line.split(" ")[1].equals(backend))
			.toList();
	}

	private static String ask(Path socket, String line) {
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
			channel.write(StandardCharsets.US_ASCII.encode(line + "\n"));
			if (line.equals("reload")) {
				return "";
			}
			StringBuilder answer = new StringBuilder();
			ByteBuffer buffer = ByteBuffer.allocate(65_536);
			while (channel.read(buffer) >= 0) {
				buffer.flip();
				answer.append(StandardCharsets.US_ASCII.decode(buffer));
				buffer.clear();
			}
			return answer.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		stop();
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
