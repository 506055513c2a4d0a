package io.github.azurediscovery.kill;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The kill test over gRPC: one fault after the other, discovery and gRPC's own DNS side
 * by side on the same machine, each with an estate of its own.
 */
final class GrpcKillTest {

	private static final String PAGE = """
			# Kill test over gRPC

			What callers of a gRPC service notice when one of its five instances dies: the [kill test](kill-test.md) for channels. `scripts/kill-grpc` writes this page; it takes about six minutes and sends traffic to loopback only.

			* **Processes.** Every instance and every caller is a process of its own. The caller makes 200 unary calls a second with a channel of Spring Boot's gRPC client; each has a deadline of 1 s. No call is retried by a service config.
			* **Targets.** `azure-discovery:///orders` with the defaults of this library, and `dns:///orders.test:8080`, which gRPC's own `DnsNameResolver` resolves to the addresses of the same five instances, from a file that the JDK reads (`jdk.net.hosts.file`). Both channels balance with `round_robin`, Spring Boot's default.
			* **Counting.** Calls are counted from the fault on, and watched for 45 s; after a join until the first call to the newcomer, for 130 s at most. An instance that hangs accepts connections and calls. A deallocated VM's instance is killed at the same moment, while its address stays in DNS. The address of an instance that joins is in DNS at once.

			| one of five … | target | calls | failed | last failure after | first call after |
			|---|---|---:|---:|---:|---:|
			%s
			An instance that is killed costs both the calls in flight: gRPC itself sees that a connection breaks, and connects to no dead instance. But a channel with `dns:///` has no opinion of instances: one that hangs, or that answers `UNAVAILABLE`, gets its fifth of all calls for as long as it does so. And it looks the name up again only when a connection breaks, so an instance that joins is not called before that. azure-discovery asks Azure every 30 s, and the scale set's lists show a new VM in one of the next rounds.

			Measured on %s, Java %s, %d cores, load average %.1f at the end.
			""";

	private GrpcKillTest() {
	}

	/**
	 * Run the test.
	 * @param args names of faults and resolutions to limit the run to; without any, all
	 * are run and the page is written
	 * @throws Exception if a scenario could not be run
	 */
	public static void main(String[] args) throws Exception {
		Path directory = Files.createTempDirectory("kill-test-grpc");
		System.out.println("Logs are in " + directory);
		StringBuilder rows = new StringBuilder();
		int number = 0;
		ExecutorService legs = Executors.newCachedThreadPool();
		for (GrpcFault fault : chosen(GrpcFault.class, args)) {
			List<GrpcFaultScenario> ready = new ArrayList<>();
			for (GrpcResolution subject : chosen(GrpcResolution.class, args)) {
				ready.add(new GrpcFaultScenario(subject, fault, ++number, directory).prepare());
			}
			IdleMachine.await();
			List<Future<GrpcFaultResult>> results = new ArrayList<>();
			ready.forEach((leg) -> results.add(legs.submit(leg::measure)));
			for (Future<GrpcFaultResult> result : results) {
				String row = result.get().row();
				System.out.print(row);
				rows.append(row);
			}
		}
		if (args.length == 0) {
			Files.writeString(Path.of("docs", "internals", "kill-test-grpc.md"), page(rows.toString()));
		}
		System.exit(0);
	}

	private static String page(String rows) {
		return PAGE.formatted(rows, LocalDate.now(ZoneOffset.UTC), System.getProperty("java.version"),
				Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	private static <T extends Enum<T>> Set<T> chosen(Class<T> type, String[] args) {
		Set<T> chosen = EnumSet.allOf(type);
		chosen.removeIf((value) -> Arrays.stream(args).noneMatch(value.name()::equals));
		return chosen.isEmpty() ? EnumSet.allOf(type) : chosen;
	}

}
