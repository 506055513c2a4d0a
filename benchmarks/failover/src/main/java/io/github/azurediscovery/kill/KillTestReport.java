package io.github.azurediscovery.kill;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The tables, as a page of the documentation. */
final class KillTestReport {

	private static final String INTRODUCTION = """
			# Kill test

			What callers of a service notice when one of its five instances dies. `scripts/kill` writes this page; it takes about twenty minutes and sends traffic to loopback only.

			* **Processes.** Every instance, every caller and every Eureka server is a process of its own. The caller sends 200 requests a second, half with a `@LoadBalanced` RestClient (JDK), half with a `@LoadBalanced` WebClient (Reactor Netty); connect and response timeout are 1 s.
			* **Settings.** Everything else is as it is by default, for azure-discovery, for `SimpleDiscoveryClient` with `spring.cloud.loadbalancer.configurations=health-check`, and for Eureka (a server and five registered instances per fault). Spring's retry is off except in the rows that name it. For the preemption, azure-discovery has `azure.discovery.scheduled-events.enabled=true` and the caller's VM belongs to the same scale set, as it must to see the event.
			* **Counting.** Requests are counted from the fault (for the preemption: from the notice). azure-discovery and the static list are watched for 45 s after the fault, Eureka for 180 s.
			* **Columns.** If the instance's process ends, failed requests are divided by when the load balancer was asked for their instance: before the kill (*in flight*), after it but before the first failed call had returned to its caller (*not yet known*), and *later*. The first two cannot be avoided without a retry; a load balancer should bring the last to 0. A dash means that the column does not apply.
			* **Broken bodies.** A body that breaks off after its head is a failure to the caller alone: `LoadBalancerLifecycle` had received a success by then, and a load balancer learns nothing from it.
			* **Hanging.** An instance that hangs still accepts connections. azure-discovery lets it back in only once it answers a request, with any status.
			* **Scale set.** It is Uniform with `overprovision=false`. With over-provisioning on, Azure's lists show interfaces of VMs that may be taken back, so a joining instance also waits for its VM to be confirmed, which may take a minute more.
			* **Preemption.** A preempted VM's event disappears together with the VM, up to one refresh before the VM is missing from Azure's lists. In between azure-discovery keeps it out: it would have to be listed once more and to accept a connection to be picked again.
			* **Deallocation.** A deallocated VM's instance is killed at the same moment. On loopback a dead instance refuses; on Azure a VM that is gone may not answer at all, and a connect timeout takes the place of the refusal.
			* **Callers in trouble.** All five instances do well, and twenty additional calls a second are made by callers with troubles of their own: their token server dies, or the senders of the uploads that they pass on go away, as Tomcat and Reactor Netty report it to a gateway. Counted are the calls that fail by that trouble, which proves that it happened, the requests of the other callers, and the ejections, by the meter `azure.discovery.ejections`.
			""";

	private static final String COUNTS = """

			## Failed requests

			| one of five … | load balancing | requests | failed | in flight | not yet known | later |
			|---|---|---:|---:|---:|---:|---:|
			""";

	private static final String TROUBLES = """

			## Callers in trouble

			| what happens to some callers | load balancing | calls that failed by the caller's own trouble | requests of the others | failed | ejections |
			|---|---|---:|---:|---:|---:|
			""";

	private static final String TIMES = """

			## Duration of the failures

			| one of five … | load balancing | watched | last failure after | spells | first spell over after | failing after the fifth timeout |
			|---|---|---:|---:|---:|---:|---:|
			""";

	private static final String JOINED = """

			## A sixth instance joins

			| load balancing | first request after | failed requests |
			|---|---:|---:|
			""";

	private final Map<InjectedFault, Map<TestedRegistry, FaultResult>> results = new TreeMap<>();

	KillTestReport(List<FaultResult> results) {
		results.forEach((result) -> this.results.computeIfAbsent(result.fault(), (fault) -> new TreeMap<>())
			.put(result.subject(), result));
	}

	@Override
	public String toString() {
		Predicate<FaultResult> joins = (result) -> result.fault() == InjectedFault.JOINS;
		StringBuilder page = new StringBuilder(INTRODUCTION);
		Predicate<FaultResult> troubled = (result) -> result.fault().harmsNone();
		append(page, COUNTS, joins.or(troubled).negate(), (result) -> named(result, result.counts()));
		append(page, TIMES, joins.negate().and((result) -> !result.failed().isEmpty()),
				(result) -> named(result, result.times()));
		append(page, TROUBLES, troubled, (result) -> named(result, result.troubles()));
		append(page, JOINED, joins,
				(result) -> "%s | %s | %d".formatted(result.subject(), result.joined(), result.failed().size()));
		return page.append(conditions()).toString();
	}

	private void append(StringBuilder page, String head, Predicate<FaultResult> chosen,
			Function<FaultResult, String> row) {
		page.append(head);
		this.results.values()
			.stream()
			.flatMap((results) -> results.values().stream())
			.filter(chosen)
			.forEach((result) -> page.append("| ").append(row.apply(result)).append(" |\n"));
	}

	private static String named(FaultResult result, List<String> cells) {
		return result.fault() + " | " + result.subject() + " | " + String.join(" | ", cells);
	}

	private static String conditions() {
		return """

				## Conditions

				Measured on %s, Java %s, %d cores, load average %.1f at the end. The whole test runs on these cores: up to eight processes and 200 requests a second for each subject, three subjects in parallel. A fault happens once all processes for it have started and the machine was less than 70 %% busy for five seconds, or after a minute.

				Eureka keeps a dead instance when its loss leaves fewer renewals than 85 %% of the expected ones ("self-preservation", on by default), which one of five instances does: hence *still failing*.
				"""
			.formatted(LocalDate.now(ZoneOffset.UTC), System.getProperty("java.version"),
					Runtime.getRuntime().availableProcessors(),
					ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
