package io.github.azurediscovery.kill;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results as a page of the documentation. */
final class KillTestReport {

	private final Map<InjectedFault, Map<TestedRegistry, FaultResult>> results = new TreeMap<>();

	KillTestReport(List<FaultResult> results) {
		results.forEach((result) -> this.results.computeIfAbsent(result.fault(), (fault) -> new TreeMap<>())
			.put(result.subject(), result));
	}

	@Override
	public String toString() {
		StringBuilder page = new StringBuilder(
				"""
						# The kill test

						What callers of a service notice when one of its five instances dies. Written by `scripts/kill`, which anyone can run; it takes about twenty minutes and sends traffic to loopback only.

						* Every instance, every caller and every Eureka server is a process of its own. The caller sends 200 requests a second, half with a `@LoadBalanced` RestClient (JDK), half with a `@LoadBalanced` WebClient (Reactor Netty); connect and response timeout are 1 s.
						* Everything else is as it is by default, for ours, for `SimpleDiscoveryClient` with `spring.cloud.loadbalancer.configurations=health-check`, and for Eureka (a server and five registered instances per fault). Spring's retry is off but for the one row. In the row of the preemption, ours has `azure.discovery.scheduled-events.enabled=true` and the caller's VM belongs to the same scale set, as it must to see the event.
						* A cell counts the failed requests since the fault (for the preemption: since the notice) and says when the last one ended. Ours and the static list are watched for 45 s after the fault, Eureka for 180 s.
						* Where the instance's process ends, the failed are told apart by when the load balancer was asked for their instance: before the kill (*in flight*), after it but before the first failed call had returned to its caller, and later. The first two cannot be avoided without a retry; the last is what a load balancer should bring to 0.
						* A body that breaks off after its head is a failure to the caller alone: `LoadBalancerLifecycle` was told of a success by then, and a load balancer learns nothing from it.
						* An instance that hangs still accepts connections. Ours lets it back in only once it answers a request, any status; how long calls failed after the fifth timeout is in the cell.
						* The scale set is Uniform with `overprovision=false`. With over-provisioning on, Azure's lists show interfaces of VMs that may be taken back, so a joiner also waits for its VM to be confirmed, which may take a minute more.
						* A preempted VM's event disappears together with the VM, up to one refresh before the VM is missing from Azure's lists. In between ours keeps it out: it would have to be listed once more and to accept a connection to be picked again.
						* A deallocated VM's instance is killed at the same moment. On loopback a dead instance refuses; on Azure a VM that is gone may not answer at all, and a connect timeout takes the place of the refusal.
						* In the last two rows all five instances do well, and ten calls a second more are made by callers with troubles of their own: their token server dies, or the senders of the uploads that they pass on go away, as Tomcat and Reactor Netty tell a gateway. Counted are the failures of the other callers, and ejections.

						""");
		page.append("| one of five … |");
		for (TestedRegistry subject : TestedRegistry.values()) {
			page.append(' ').append(subject).append(" |");
		}
		page.append("\n|---|---|---|---|\n");
		this.results.forEach((fault, row) -> {
			page.append("| ").append(fault).append(" |");
			for (TestedRegistry subject : TestedRegistry.values()) {
				FaultResult result = row.get(subject);
				page.append(' ').append((result != null) ? result.cell() : "").append(" |");
			}
			page.append('\n');
		});
		return page.append("\n").append(conditions()).toString();
	}

	private static String conditions() {
		return """
				Measured on %s, Java %s, %d cores, load average %.1f at the end. The whole test runs on these cores: up to eight processes and 200 requests a second for each subject, three subjects side by side. A fault happens once all processes for it have started and the machine was less than 70 %% busy for five seconds, or after a minute.

				Eureka keeps a dead instance when its loss leaves fewer renewals than 85 %% of the expected ones ("self-preservation", on by default), which one of five instances does: hence *still failing*.
				"""
			.formatted(LocalDate.now(ZoneOffset.UTC), System.getProperty("java.version"),
					Runtime.getRuntime().availableProcessors(),
					ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
