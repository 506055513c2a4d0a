package io.github.azurediscovery.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.imds.EventType;
import io.github.azurediscovery.test.imds.SimulatedEvent;

/**
 * One fault with one tested registry: starts all processes, injects the fault, and
 * observes the callers.
 */
final class FaultScenario {

	static final String JOINER = "orders-6";

	private static final int INSTANCES = 5;

	private static final int VICTIM = 3;

	private static final int PORT = 8080;

	private static final Duration NOTICE = Duration.ofSeconds(30);

	private final TestedRegistry subject;

	private final InjectedFault fault;

	private final int number;

	private final Path directory;

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private final List<JavaProcess> instances = new ArrayList<>();

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final SimulatedScaleSet scaleSet = this.azure.scaleSet("orders").uniform().overprovision(false);

	private @Nullable String eureka;

	private @Nullable LoadClientProcess caller;

	private @Nullable TokenServer tokens;

	/** When the victim was killed, in milliseconds since the epoch. */
	private long killed = Long.MIN_VALUE;

	FaultScenario(TestedRegistry subject, InjectedFault fault, int number, Path directory) {
		this.subject = subject;
		this.fault = fault;
		this.number = number;
		this.directory = directory;
		this.open.push(this.azure);
	}

	TestedRegistry subject() {
		return this.subject;
	}

	/**
	 * Start all processes, and wait until every instance answers.
	 * @return this
	 * @throws Exception if something does not start
	 */
	FaultScenario prepare() throws Exception {
		try {
			startRegistry();
			for (int i = 1; i <= INSTANCES; i++) {
				startInstance(i);
				this.scaleSet.scaleOut(1).get(0).address(address(i));
			}
			this.azure.imds().runsOn(this.scaleSet.instance(0));
			this.tokens = open(TokenServer.start(address(200)));
			this.caller = open(
					LoadClientProcess.start(process(LoadClient.class, "client", List.of("-Xmx192m"), arguments())));
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
	FaultResult measure() throws Exception {
		try {
			LoadClientProcess caller = Objects.requireNonNull(this.caller, "not prepared");
			long before = caller.ejections();
			long at = System.currentTimeMillis();
			Duration watched = strike();
			watch(caller, at, watched);
			return new FaultResult(this.subject, this.fault, watched, caller.since(at), caller.troubledSince(at),
					caller.ejections() - before, at, new FaultResult.Victim(address(VICTIM), this.killed));
		}
		finally {
			close();
		}
	}

	private void startRegistry() {
		if (this.subject == TestedRegistry.EUREKA) {
			JavaProcess server = process(EurekaServer.class, "eureka", List.of("-Xmx256m"),
					List.of("--server.port=0", "--server.address=127.0.0.1", "--logging.threshold.console=OFF",
							"--spring.main.banner-mode=off", "--azure.discovery.enabled=false",
							"--eureka.client.register-with-eureka=false", "--eureka.client.fetch-registry=false"));
			this.eureka = "http://127.0.0.1:" + server.line() + "/eureka/";
		}
	}

	private void startInstance(int i) {
		List<String> arguments = new ArrayList<>(List.of("orders-" + i, address(i), Integer.toString(PORT)));
		if (this.eureka != null) {
			arguments.add(this.eureka);
		}
		JavaProcess instance = process(OrdersInstance.class, "orders-" + i, List.of("-Xmx48m"), arguments);
		instance.line();
		this.instances.add(instance);
	}

	/** Inject the fault, and return how long to observe from now on. */
	private Duration strike() {
		JavaProcess victim = this.instances.get(VICTIM - 1);
		SimulatedVm vm = this.scaleSet.instance(VICTIM - 1);
		switch (this.fault) {
			case KILLED, KILLED_WITH_RETRY -> this.killed = victim.kill();
			case HANGS -> victim.say("hang");
			case ANSWERS_503 -> victim.say("503");
			case DEALLOCATED -> {
				vm.deallocate();
				this.killed = victim.kill();
			}
			case PREEMPTED -> {
				SimulatedEvent event = this.azure.imds()
					.events()
					.announce(EventType.PREEMPT, vm)
					.notBefore(Instant.now().plus(NOTICE));
				pause(NOTICE);
				event.start();
				this.killed = victim.kill();
				vm.delete();
				event.end();
				return this.subject.watched().plus(NOTICE);
			}
			case TOKEN_SERVER_DIES -> Objects.requireNonNull(this.tokens).close();
			case UPLOADS_ABORTED -> Objects.requireNonNull(this.caller).say(LoadClient.UPLOADS);
			case JOINS -> {
				startInstance(INSTANCES + 1);
				this.scaleSet.scaleOut(1).get(0).address(address(INSTANCES + 1));
			}
		}
		return this.subject.watched();
	}

	private void watch(LoadClientProcess caller, long at, Duration watched) {
		while (System.currentTimeMillis() < at + watched.toMillis()) {
			pause(Duration.ofMillis(500));
			if (this.fault == InjectedFault.JOINS
					&& caller.since(at).stream().anyMatch((outcome) -> outcome.detail().equals(JOINER))) {
				pause(Duration.ofSeconds(3));
				return;
			}
		}
	}

	private List<String> arguments() {
		List<String> arguments = new ArrayList<>(List.of("--spring.application.name=client",
				"--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
				"--logging.threshold.console=OFF",
				"--logging.file.name=" + this.directory.resolve(name("client") + ".app.log"),
				"--spring.http.clients.connect-timeout=1s", "--spring.http.clients.read-timeout=1s",
				"--spring.http.clients.imperative.factory=jdk", "--spring.http.clients.reactive.connector=reactor",
				"--spring.cloud.loadbalancer.retry.enabled=" + this.fault.retry(),
				"--eureka.client.jersey.enabled=false",
				"--eureka.client.enabled=" + (this.subject == TestedRegistry.EUREKA),
				"--azure.discovery.enabled=" + (this.subject == TestedRegistry.AZURE_DISCOVERY)));
		if (this.fault == InjectedFault.TOKEN_SERVER_DIES) {
			arguments.add("--kill.token-server=" + Objects.requireNonNull(this.tokens).address());
		}
		switch (this.subject) {
			case AZURE_DISCOVERY -> {
				this.azure.properties().forEach((name, value) -> arguments.add("--" + name + '=' + value));
				arguments.add("--azure.discovery.services.orders.scale-set=orders");
				arguments.add("--azure.discovery.services.orders.port=" + PORT);
				arguments.add("--azure.discovery.scheduled-events.enabled=" + (this.fault == InjectedFault.PREEMPTED));
			}
			case SIMPLE -> {
				for (int i = 1; i <= INSTANCES; i++) {
					arguments.add("--spring.cloud.discovery.client.simple.instances.orders[%d].uri=http://%s:%d"
						.formatted(i - 1, address(i), PORT));
				}
				arguments.add("--spring.cloud.loadbalancer.configurations=health-check");
			}
			case EUREKA -> arguments.add("--eureka.client.service-url.defaultZone=" + this.eureka);
		}
		return arguments;
	}

	private JavaProcess process(Class<?> main, String name, List<String> options, List<String> arguments) {
		return open(JavaProcess.start(main, this.directory, name(name), options, arguments));
	}

	private String name(String part) {
		return this.fault.name().toLowerCase(Locale.ROOT) + '-' + this.subject.name().toLowerCase(Locale.ROOT) + '-'
				+ part;
	}

	private String address(int i) {
		return "127.4." + this.number + '.' + i;
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

	private static void pause(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
