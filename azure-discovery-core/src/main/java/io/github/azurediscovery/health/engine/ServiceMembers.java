package io.github.azurediscovery.health.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.VerdictList;
import org.jspecify.annotations.Nullable;

/**
 * The members of one service. Changed under the engine's lock; lookups of single members
 * on any thread allocate nothing.
 */
final class ServiceMembers {

	private final String service;

	private final RecordedServiceDemand demand;

	private final Function<HealthMember, CallReporter> reporters;

	private final Map<String, HealthMember> byId = new ConcurrentHashMap<>();

	private final Map<String, List<HealthMember>> byHost = new ConcurrentHashMap<>();

	private List<HealthMember> sorted = List.of();

	private List<Instance> instances = List.of();

	private final ServiceVerdicts verdicts = new ServiceVerdicts();

	private boolean probed;

	private boolean ailing;

	private volatile boolean gone;

	/**
	 * Create a service without members.
	 * @param service its id
	 * @param demand whether it is being called
	 * @param reporters creates the reporter of the calls to a member
	 */
	ServiceMembers(String service, RecordedServiceDemand demand, Function<HealthMember, CallReporter> reporters) {
		this.service = service;
		this.demand = demand;
		this.reporters = reporters;
	}

	String service() {
		return this.service;
	}

	@Nullable HealthMember find(String id) {
		return this.byId.get(id);
	}

	/** Return the members at an address: usually one, never {@code null}. */
	List<HealthMember> find(String host, int port) {
		List<HealthMember> there = this.byHost.getOrDefault(host, List.of());
		return (there.size() == 1 && there.get(0).verdict().instance().port() == port) ? there
				: there.stream().filter((member) -> member.verdict().instance().port() == port).toList();
	}

	/** Return whether the service was removed, or replaced by another object. */
	boolean gone() {
		return this.gone;
	}

	void leave() {
		this.gone = true;
	}

	RecordedServiceDemand demand() {
		return this.demand;
	}

	/** Return whether its members are probed. Under the engine's lock only. */
	boolean probed() {
		return this.probed;
	}

	void probed(boolean probed) {
		this.probed = probed;
	}

	/**
	 * Return whether the first member became unroutable, or the last one routable again,
	 * since the last call. Under the engine's lock only.
	 */
	boolean isAilingNews() {
		boolean news = this.ailing != this.verdicts.ailing();
		this.ailing = this.verdicts.ailing();
		return news;
	}

	/**
	 * Record the new verdict on a member that has not left. Under the engine's lock only.
	 */
	void judged(HealthMember member) {
		this.verdicts.update(member.position(), member.judged());
	}

	/** Return the verdicts in the order of the members. Under the engine's lock only. */
	VerdictList verdicts() {
		return this.verdicts.list();
	}

	/** Return the members sorted by id. Under the engine's lock only. */
	List<HealthMember> all() {
		return this.sorted;
	}

	/**
	 * Replace the instances. An instance that keeps its address keeps the evidence
	 * against it. Under the engine's lock only.
	 * @return the members that are new, or differ in any way from before
	 */
	List<HealthMember> become(List<Instance> next) {
		if (next == this.instances) {
			return List.of();
		}
		this.instances = next;
		List<HealthMember> touched = new ArrayList<>();
		List<HealthMember> members = new ArrayList<>(next.size());
		int old = 0;
		for (Instance instance : next) {
			while (old < this.sorted.size() && idOf(old).compareTo(instance.id()) < 0) {
				remove(this.sorted.get(old++));
			}
			boolean known = old < this.sorted.size() && idOf(old).equals(instance.id());
			HealthMember member = update(known ? this.sorted.get(old++) : null, instance, touched);
			member.position(members.size());
			members.add(member);
		}
		this.sorted.subList(old, this.sorted.size()).forEach(this::remove);
		this.sorted = List.copyOf(members);
		this.verdicts.reset(this.sorted);
		return touched;
	}

	private String idOf(int position) {
		return this.sorted.get(position).instance().id();
	}

	private HealthMember update(@Nullable HealthMember member, Instance instance, List<HealthMember> touched) {
		if (member != null && member.instance().equals(instance)) {
			return member;
		}
		HealthMember updated = (member != null && stays(member, instance)) ? member : join(instance, member);
		updated.instance(instance);
		touched.add(updated);
		return updated;
	}

	private static boolean stays(HealthMember member, Instance instance) {
		return member.livesAt(instance) && !member.instance().isReplacedBy(instance);
	}

	private HealthMember join(Instance instance, @Nullable HealthMember before) {
		HealthMember member = new HealthMember(instance, this.reporters, (before != null) ? before.verdict() : null);
		if (before != null) {
			remove(before);
		}
		this.byId.put(instance.id(), member);
		this.byHost.merge(instance.host(), List.of(member), ServiceMembers::joined);
		return member;
	}

	/** Remove the member from the lookup maps before marking it as gone. */
	private void remove(HealthMember member) {
		this.byId.remove(member.instance().id());
		this.byHost.computeIfPresent(member.instance().host(), (host, there) -> {
			List<HealthMember> others = there.stream().filter((other) -> other != member).toList();
			return others.isEmpty() ? null : others;
		});
		member.leave();
	}

	private static List<HealthMember> joined(List<HealthMember> some, List<HealthMember> more) {
		List<HealthMember> all = new ArrayList<>(some);
		all.addAll(more);
		return List.copyOf(all);
	}

}
