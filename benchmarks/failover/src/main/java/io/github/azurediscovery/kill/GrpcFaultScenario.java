package io.github.azurediscovery.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import org.jspecify.annotations.Nullable;

/**
 * One fault with one way to find gRPC servers: starts all processes, injects the fault,
 * and observes the caller. Both ways see the same estate; DNS is a file of addresses that
 * gRPC's own resolver reads through the JDK.
 */
final class GrpcFaultScenario {

	static final String JOINER = "orders-6";

	private static final Duration WATCHED = Duration.ofSeconds(45);

	/** Lists of a scale set may show a new VM some rounds later. */
	private static final Duration WATCHED_FOR_JOINER = Duration.ofSeconds(130);

	private static final int INSTANCES = 5;

	private static final int VICTIM = 3;

	private static final int PORT = 8080;

	private final GrpcResolution subject;

	private final GrpcFault fault;

	private final int number;

	private final Path directory;

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private final List<JavaProcess> instances = new ArrayList<>();

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final SimulatedScaleSet scaleSet = this.azure.scaleSet("orders").uniform().overprovision(false);

	private @Nullable LoadClientProcess caller;

	GrpcFaultScenario(GrpcResolution subject, GrpcFault fault, int number, Path directory) {
		this.subject = subject;
		this.fault = fault;
		this.number = number;
		this.directory = directory;
		this.open.push(this.azure);
	}

	/**
	 * Start all processes, and wait until every instance answers.
	 * @return this
	 * @throws Exception if something does not start
	 */
	GrpcFaultScenario prepare() throws Exception {
		try {
			Files.writeString(hosts(), "127.0.0.1 localhost\n");
			for (int i = 1; i <= INSTANCES; i++) {
				startInstance(i);
			}
			this.azure.imds().runsOn(this.scaleSet.instance(0));
			this.caller = open(
					LoadClientProcess.start(process(GrpcLoadClient.class, "client", options(), arguments())));
			this.caller.awaitSettled(INSTANCES);
			return this;
		}
		catch (Exception ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Inject the fault into the prepared scenario, observe, and end all processes.
	 * @throws Exception if a process cannot be reached
	 */
	GrpcFaultResult measure() throws Exception {
		try {
			LoadClientProcess caller = Objects.requireNonNull(this.caller, "not prepared");
			long at = System.currentTimeMillis();
			strike();
			Duration watched = (this.fault == GrpcFault.GRPC_JOINS) ? WATCHED_FOR_JOINER : WATCHED;
			while (System.currentTimeMillis() < at + watched.toMillis() && !joined(caller, at)) {
				Thread.sleep(500);
			}
			return new GrpcFaultResult(this.subject, this.fault, watched, at, caller.since(at));
		}
		finally {
			close();
		}
	}

	private static boolean joined(LoadClientProcess caller, long at) {
		return caller.since(at).stream().anyMatch((outcome) -> outcome.detail().equals(JOINER));
	}

	private void strike() throws IOException {
		JavaProcess victim = this.instances.get(VICTIM - 1);
		switch (this.fault) {
			case GRPC_KILLED -> victim.kill();
			case GRPC_HANGS -> victim.say("hang");
			case GRPC_UNAVAILABLE -> victim.say("unavailable");
			case GRPC_DEALLOCATED -> {
				this.scaleSet.instance(VICTIM - 1).deallocate();
				victim.kill();
			}
			case GRPC_JOINS -> startInstance(INSTANCES + 1);
		}
	}

	private void startInstance(int i) throws IOException {
		JavaProcess instance = process(GrpcOrdersInstance.class, "orders-" + i, List.of("-Xmx48m"),
				List.of("orders-" + i, address(i), Integer.toString(PORT)));
		instance.line();
		this.instances.add(instance);
		this.scaleSet.scaleOut(1).get(0).address(address(i));
		Files.writeString(hosts(), address(i) + " orders.test\n", StandardOpenOption.APPEND);
	}

	private List<String> options() {
		List<String> options = new ArrayList<>(List.of("-Xmx192m"));
		if (this.subject == GrpcResolution.GRPC_DNS) {
			options.add("-Djdk.net.hosts.file=" + hosts());
		}
		return options;
	}

	private List<String> arguments() {
		List<String> arguments = new ArrayList<>(List.of("--spring.application.name=client",
				"--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
				"--logging.threshold.console=OFF",
				"--logging.file.name=" + this.directory.resolve(name("client") + ".app.log"),
				"--eureka.client.enabled=false", "--spring.grpc.client.channel.orders.target=" + this.subject.target(),
				"--azure.discovery.enabled=" + (this.subject == GrpcResolution.GRPC_DISCOVERY)));
		this.azure.properties().forEach((name, value) -> arguments.add("--" + name + '=' + value));
		arguments.add("--azure.discovery.services.orders.scale-set=orders");
		arguments.add("--azure.discovery.services.orders.port=" + PORT);
		return arguments;
	}

	private JavaProcess process(Class<?> main, String name, List<String> options, List<String> arguments) {
		return open(JavaProcess.start(main, this.directory, name(name), options, arguments));
	}

	private Path hosts() {
		return this.directory.resolve(name("hosts"));
	}

	private String name(String part) {
		return this.fault.name().toLowerCase(Locale.ROOT) + '-' + this.subject.name().toLowerCase(Locale.ROOT) + '-'
				+ part;
	}

	private String address(int i) {
		return "127.5." + this.number + '.' + i;
	}

	private <T extends AutoCloseable> T open(T resource) {
		this.open.push(resource);
		return resource;
	}

	private void close() throws Exception {
		while (!this.open.isEmpty()) {
			this.open.pop().close();
		}
	}

}
