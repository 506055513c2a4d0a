package io.github.azurediscovery.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.github.azurediscovery.startup.StartupSubject.Measurement;
import io.github.azurediscovery.test.SimulatedAzure;

/**
 * Starts every application several times, in turn, and writes a table of the medians into
 * the documentation.
 */
final class StartupCost {

	private static final int INSTANCES = 1000;

	private static final Path PAGE = Path.of("docs", "internals", "performance.md");

	private static final String BEGIN = "<!-- startup-cost: begin -->\n";

	private static final String END = "<!-- startup-cost: end -->\n";

	private StartupCost() {
	}

	/**
	 * Run the measurement.
	 * @param args how many times each application is started
	 * @throws Exception if an application did not start
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.parseInt(args[0]);
		try (SimulatedAzure azure = SimulatedAzure.start();
				EurekaWithInstances eureka = EurekaWithInstances.start(INSTANCES);
				ConsulStub consul = ConsulStub.start(INSTANCES)) {
			azure.scaleSet("orders").uniform().instances(INSTANCES);
			azure.imds().runsOn(azure.vm("shop"));
			write(table(measure(subjects(azure, eureka, consul), rounds), rounds));
		}
		System.exit(0);
	}

	private static List<StartupSubject> subjects(SimulatedAzure azure, EurekaWithInstances eureka, ConsulStub consul) {
		List<String> ours = new ArrayList<>(List.of("--azure.discovery.services.orders.scale-set=orders",
				"--azure.discovery.services.orders.port=8080"));
		Map<String, String> properties = new LinkedHashMap<>(azure.properties());
		properties.put("azure.discovery.credential.type", "managed-identity");
		properties.forEach((name, value) -> ours.add("--" + name + '=' + value));
		return List.of(new StartupSubject("no discovery", "plain", List.of(), Map.of()),
				new StartupSubject("azure-discovery", "azure-discovery", ours,
						Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", azure.imdsEndpoint().toString())),
				new StartupSubject("Eureka", "eureka",
						List.of("--eureka.client.service-url.defaultZone=" + eureka.url(),
								"--eureka.client.register-with-eureka=false"),
						Map.of()),
				new StartupSubject("Consul", "consul",
						List.of("--spring.cloud.consul.host=127.0.0.1", "--spring.cloud.consul.port=" + consul.port(),
								"--spring.cloud.consul.discovery.register=false"),
						Map.of()));
	}

	private static Map<StartupSubject, List<Measurement>> measure(List<StartupSubject> subjects, int rounds)
			throws IOException, InterruptedException {
		Map<StartupSubject, List<Measurement>> measured = new LinkedHashMap<>();
		for (int round = 0; round < rounds; round++) {
			for (StartupSubject subject : subjects) {
				Measurement measurement = subject.measure(INSTANCES);
				System.out.println(subject.name() + ": " + measurement);
				measured.computeIfAbsent(subject, (key) -> new ArrayList<>()).add(measurement);
			}
		}
		return measured;
	}

	private static String table(Map<StartupSubject, List<Measurement>> measured, int rounds) throws IOException {
		StringBuilder table = new StringBuilder(
				"""
						| `spring-boot-starter-webmvc`, `-restclient` and … | jars | MB | context started | %d instances known | live heap then |
						|---|---:|---:|---:|---:|---:|
						"""
					.formatted(INSTANCES));
		for (Map.Entry<StartupSubject, List<Measurement>> entry : measured.entrySet()) {
			StartupSubject subject = entry.getKey();
			table.append("| %s | %d | %.1f | %.2f s | %s | %.1f MB |%n".formatted(subject.name(), subject.jars(),
					subject.bytes() / 1e6, median(entry.getValue(), Measurement::started) / 1e3,
					subject.module().equals("plain") ? "–"
							: "%.2f s".formatted(median(entry.getValue(), Measurement::discovered) / 1e3),
					median(entry.getValue(), Measurement::heap) / 1e6));
		}
		return table
			.append("""

					`scripts/startup-cost`: medians of %d starts in turn, times from the start of the JVM; Java %s, %d cores, load average %.1f at the end. Ours asks a simulated Azure on loopback, 100 items a page, with a managed identity's token; Eureka's a real Eureka server; Consul's a stand-in for the agent's HTTP API. No application registers itself. Before the heap is measured, the load balancer has chosen once, so that its cache is filled where there is one; Consul's client keeps nothing else.
					"""
				.formatted(rounds, System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(),
						ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()))
			.toString();
	}

	private static long median(List<Measurement> measurements, ToLongFunction<Measurement> part) {
		return measurements.stream().mapToLong(part).sorted().skip(measurements.size() / 2).findFirst().orElseThrow();
	}

	private static void write(String table) throws IOException {
		System.out.println(table);
		String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
		if (!page.contains(BEGIN)) {
			page = page + "\n## Startup cost\n\n" + BEGIN + END;
		}
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END)));
	}

}
