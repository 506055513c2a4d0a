package io.github.azurediscovery.haproxy.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.backend.BackendSection;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the Runtime API that the sink uses, as HAProxy 2.6.12 answers them, at
 * a unix socket. It knows no traffic and no health checks.
 */
public final class SimulatedHaproxy implements AutoCloseable {

	private static final String COLUMNS = "# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state"
			+ " srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health"
			+ " srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord"
			+ " srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port";

	private final Path socket;

	private final ServerSocketChannel listener;

	private final Map<String, Map<String, SimulatedServer>> backends = new LinkedHashMap<>();

	/** Every line that came, those that only ask left out. */
	public final List<String> lines = new CopyOnWriteArrayList<>();

	/** Changes answers; {@code null} for no answer at all. */
	public volatile UnaryOperator<String> answers = UnaryOperator.identity();

	public volatile boolean silent;

	public volatile boolean readOnly;

	public volatile boolean fixedWeights;

	/** What {@code reload} reads, as a master process would. */
	public volatile @Nullable Path configuration;

	private volatile int pid = 4000;

	private volatile int sessions;

	public SimulatedHaproxy(Path directory) {
		try {
			this.socket = directory.resolve("admin.sock");
			this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
			this.listener.bind(UnixDomainSocketAddress.of(this.socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::accept, "simulated-haproxy");
		thread.setDaemon(true);
		thread.start();
	}

	public HaproxyAddress address() {
		return HaproxyAddress.parse("unix:" + this.socket);
	}

	public synchronized SimulatedHaproxy backend(String name, int slots) {
		Map<String, SimulatedServer> servers = new LinkedHashMap<>();
		for (int number = 1; number <= slots; number++) {
			servers.put("srv" + number, new SimulatedServer("localhost", true));
		}
		this.backends.put(name, servers);
		return this;
	}

	/**
	 * A backend whose slots are declared by an address, as a state file restores none.
	 */
	public synchronized void backendByAddress(String name, int slots) {
		backend(name, slots);
		this.backends.get(name).replaceAll((slot, server) -> new SimulatedServer("-", true));
	}

	/** A server of the user's own beside the slots. */
	public synchronized void fixed(String backend, String name, String address, int port) {
		SimulatedServer server = new SimulatedServer("-", false);
		server.address = address;
		server.port = port;
		this.backends.get(backend).put(name, server);
	}

	public synchronized SimulatedServer server(String backend, String name) {
		return this.backends.get(backend).get(name);
	}

	public synchronized List<String> ready(String backend) {
		return this.backends.get(backend)
			.values()
			.stream()
			.filter((server) -> ServerAdmin.of(server.admin) == ServerAdmin.READY)
			.map((server) -> server.address + ":" + server.port)
			.toList();
	}

	public synchronized List<String> slots(String backend) {
		List<String> slots = new ArrayList<>();
		this.backends.get(backend).forEach((name, server) -> slots.add(name + " " + server));
		return slots;
	}

	/** Every server has as many sessions. */
	public void sessions(int number) {
		this.sessions = number;
	}

	/** A reload without a state file. */
	public synchronized void reload() {
		this.pid++;
		this.backends.values().forEach((servers) -> {
			servers.keySet().removeIf((name) -> name.startsWith("azd-"));
			servers.replaceAll((name, server) -> server.slot ? new SimulatedServer(server.host, true) : server);
		});
		Path file = this.configuration;
		if (file != null) {
			try {
				BackendSection.declared(Files.readString(file)).forEach(this::backend);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/** A reload with a state file that is up to date. */
	public synchronized void reloadWithState() {
		this.pid++;
		this.backends.values().forEach((servers) -> servers.keySet().removeIf((name) -> name.startsWith("azd-")));
	}

	/** A reload that finds backends of these slots, beside those that it had. */
	public synchronized void reload(Map<String, Integer> slots) {
		reload();
		slots.forEach(this::backend);
	}

	/** An operator's command. */
	public String command(String line) {
		return answer(line);
	}

	private void accept() {
		while (true) {
			try (SocketChannel client = this.listener.accept()) {
				serve(client);
			}
			catch (ClosedChannelException ex) {
				return;
			}
			catch (IOException | InterruptedException ex) {
				continue;
			}
		}
	}

	private void serve(SocketChannel client) throws IOException, InterruptedException {
		ByteBuffer buffer = ByteBuffer.allocate(16_384);
		StringBuilder line = new StringBuilder();
		while (line.indexOf("\n") == -1) {
			if (client.read(buffer) < 0) {
				return;
			}
			buffer.flip();
			line.append(StandardCharsets.US_ASCII.decode(buffer));
			buffer.clear();
		}
		String text = line.substring(0, line.indexOf("\n"));
		if (this.silent) {
			Thread.sleep(1_000);
			return;
		}
		if (!text.startsWith("show ")) {
			this.lines.add(text);
		}
		ByteBuffer answer = StandardCharsets.US_ASCII.encode(this.answers.apply(answer(text)));
		while (answer.hasRemaining()) {
			client.write(answer);
		}
	}

	private synchronized String answer(String line) {
		StringBuilder answer = new StringBuilder();
		for (String command : line.split(";")) {
			answer.append(execute(command.strip().split(" "))).append('\n');
		}
		return answer.toString();
	}

	private String execute(String[] words) {
		if (words[0].equals("reload")) {
			reload();
			return "";
		}
		String verb = words[0] + " " + words[1];
		if (verb.equals("show info")) {
			return "Name: HAProxy\nPid: " + this.pid + "\n";
		}
		if (verb.equals("show servers")) {
			return state();
		}
		if (verb.equals("show stat")) {
			return stat();
		}
		if (this.readOnly) {
			return "Permission denied\n";
		}
		String[] place = words[2].split("/");
		Map<String, SimulatedServer> servers = this.backends.get(place[0]);
		if (servers == null) {
			return "No such backend.\n";
		}
		if (verb.equals("add server")) {
			SimulatedServer server = new SimulatedServer("-", true);
			server.admin = 1;
			server.address = words[3].substring(0, words[3].lastIndexOf(':')).replaceAll("[\\[\\]]", "");
			server.port = Integer.parseInt(words[3].substring(words[3].lastIndexOf(':') + 1));
			server.check = line(words).contains(" check ") ? 2 : 0;
			servers.put(place[1], server);
			return "New server registered.\n";
		}
		SimulatedServer server = servers.get(place[1]);
		if (server == null) {
			return "No such server.\n";
		}
		if (verb.equals("del server")) {
			if ((server.admin & 1) == 0) {
				return "Only servers in maintenance mode can be deleted.";
			}
			servers.remove(place[1]);
			return "Server deleted.";
		}
		if (verb.equals("enable health")) {
			server.check |= 4;
			return "";
		}
		if (words[3].equals("weight") && this.fixedWeights) {
			return "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n";
		}
		return server.set(words);
	}

	private static String line(String[] words) {
		return String.join(" ", words) + " ";
	}

	private String state() {
		StringBuilder state = new StringBuilder("1\n").append(COLUMNS).append('\n');
		int[] id = { 2 };
		this.backends.forEach((backend, servers) -> {
			id[0]++;
			int number = 0;
			for (Map.Entry<String, SimulatedServer> entry : servers.entrySet()) {
				SimulatedServer server = entry.getValue();
				state.append("%d %s %d %s %s %d %d %d 1 9 1 0 0 %d 0 0 0 %s %d - 0 0 - - 0\n".formatted(id[0], backend,
						++number, entry.getKey(), server.address, server.operation, server.admin, server.weight,
						server.check, server.host, server.port));
			}
		});
		return state.toString();
	}

	private String stat() {
		StringBuilder stat = new StringBuilder("# pxname,svname,qcur,qmax,scur,smax,\n");
		this.backends.forEach((backend, servers) -> servers.keySet()
			.forEach((name) -> stat.append(backend + "," + name + ",0,0," + this.sessions + ",0,\n")));
		return stat.toString();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			Files.deleteIfExists(this.socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A server of the simulation. */
	public static final class SimulatedServer {

		public final String host;

		public final boolean slot;

		public String address = "127.0.0.1";

		public int port = 80;

		public int admin;

		public int operation = 2;

		public int weight = 1;

		public int check = 6;

		SimulatedServer(String host, boolean slot) {
			this.host = host;
			this.slot = slot;
			this.admin = slot ? 5 : 0;
			this.operation = slot ? 0 : 2;
		}

		private String set(String[] words) {
			switch (words[3]) {
				case "addr" -> {
					this.address = words[4];
					this.port = Integer.parseInt(words[6]);
					return "IP changed from '127.0.0.1' to '" + words[4] + "' by 'stats socket command'\n";
				}
				case "weight" -> this.weight = Integer.parseInt(words[4]);
				case "health" -> this.operation = words[4].equals("down") ? 0 : 2;
				default -> {
					boolean drained = ServerAdmin.of(this.admin) == ServerAdmin.DRAIN;
					this.admin = (this.admin & 4) | switch (words[4]) {
						case "maint" -> 1;
						case "drain" -> 8;
						default -> 0;
					};
					if (!(drained && words[4].equals("ready"))) {
						this.operation = (this.admin & 1) != 0 ? 0 : 2;
					}
				}
			}
			return "";
		}

		@Override
		public String toString() {
			return this.address + ":" + this.port + " " + ServerAdmin.of(this.admin).word()
					+ ((this.operation == 0) ? " down" : "");
		}

	}

}
