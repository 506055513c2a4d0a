package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;

import org.jspecify.annotations.Nullable;

/**
 * Services whose instances the application itself pushes. What is pushed replaces what
 * was pushed before for the same service, and is asked for at once. A push that lacks
 * most of a service is guarded like any other answer: use {@link #remove(String)} to let
 * a whole service go at once. Thread-safe.
 */
public final class PushSource implements InstanceSource {

	private final Map<String, Push> pushes = new ConcurrentHashMap<>();

	private final List<Runnable> signals = new CopyOnWriteArrayList<>();

	@Override
	public String name() {
		return "push";
	}

	/**
	 * Replace the instances of a service.
	 * @param defaults the service
	 * @param addresses all of them, each {@code host:port}; IPv6 in brackets
	 * @return what is no address, and why
	 */
	public List<Rejection> replace(ServiceAddressDefaults defaults, Collection<String> addresses) {
		ServiceAddressCollector list = read(defaults, addresses);
		put(defaults.service(), list.answer());
		return list.rejected();
	}

	/**
	 * Replace the instances of a service if every item is an address; change nothing if
	 * one is not.
	 * @param defaults the service
	 * @param addresses all of them, each {@code host:port}; IPv6 in brackets
	 * @return what is no address, and why; empty if the instances were replaced
	 */
	public List<Rejection> replaceIfValid(ServiceAddressDefaults defaults, Collection<String> addresses) {
		ServiceAddressCollector list = read(defaults, addresses);
		list.rejectTwins();
		List<Rejection> rejected = list.rejected();
		if (rejected.isEmpty()) {
			put(defaults.service(), list.answer());
		}
		return rejected;
	}

	private ServiceAddressCollector read(ServiceAddressDefaults defaults, Collection<String> addresses) {
		ServiceAddressCollector list = new ServiceAddressCollector(defaults, name());
		addresses.forEach((address) -> list.add(address, address));
		return list;
	}

	/**
	 * Replace the instances of a service.
	 * @param service the id of the service
	 * @param instances all of them
	 * @throws IllegalArgumentException if an instance belongs to another service
	 */
	public void replace(String service, Collection<Instance> instances) {
		for (Instance instance : instances) {
			if (!instance.service().equals(service)) {
				throw new IllegalArgumentException("Instance " + instance.id() + " belongs to service '"
						+ instance.service() + "' and not to '" + service + "'");
			}
		}
		put(service, SourceAnswer.of(List.copyOf(instances), List.of()));
	}

	/**
	 * Let a service go. Its instances leave at once, whatever the guard says, and so do
	 * those that the guard holds because the last push lacked them.
	 * @param service the id of the service
	 */
	public void remove(String service) {
		this.pushes.computeIfPresent(service, (id, push) -> push.removed());
		signal();
	}

	/**
	 * Return what is pushed now.
	 * @return the instances of each service that was not removed, by its id
	 */
	public Map<String, List<Instance>> pushed() {
		Map<String, List<Instance>> pushed = new TreeMap<>();
		this.pushes.forEach((service, push) -> {
			if (!push.gone()) {
				pushed.put(service, push.answer().instances());
			}
		});
		return Collections.unmodifiableMap(pushed);
	}

	private void put(String service, SourceAnswer answer) {
		this.pushes.compute(service, (id, before) -> Push.of(before, answer));
		signal();
	}

	private void signal() {
		this.signals.forEach(Runnable::run);
	}

	@Override
	public void whenChanged(Runnable signal) {
		this.signals.add(signal);
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) {
		List<Instance> instances = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>();
		this.pushes.forEach((service, push) -> {
			instances.addAll(push.answer().instances());
			rejected.addAll(push.answer().rejected());
			if (push.gone()) {
				this.pushes.computeIfPresent(service, (id, now) -> now.equals(push) ? push.told(round) : now);
			}
		});
		return SourceAnswer.of(instances, rejected);
	}

	/**
	 * What was pushed last for one service.
	 *
	 * @param answer the instances, or the rejections of those that were let go
	 * @param before the instances of the push before, which the guard may hold
	 * @param gone whether the service was let go
	 * @param told the round whose answer said so first, {@code null} before
	 */
	private record Push(SourceAnswer answer, List<Instance> before, boolean gone, @Nullable Long told) {

		static Push of(@Nullable Push before, SourceAnswer answer) {
			return new Push(answer, (before != null) ? before.answer().instances() : List.of(), false, null);
		}

		Push removed() {
			if (this.gone) {
				return this;
			}
			Set<Rejection> removed = new LinkedHashSet<>();
			this.answer.instances().forEach((instance) -> removed.add(rejection(instance)));
			this.before.forEach((instance) -> removed.add(rejection(instance)));
			return new Push(SourceAnswer.of(List.of(), List.copyOf(removed)), List.of(), true, null);
		}

		/** A second round says it again, in case that the first was abandoned. */
		@Nullable Push told(RefreshRound round) {
			if (this.told == null) {
				return new Push(this.answer, this.before, true, round.number());
			}
			return (round.number() > this.told) ? null : this;
		}

		private static Rejection rejection(Instance instance) {
			return new Rejection(instance.name(), instance.service(), RejectionReason.REMOVED, "removed");
		}

	}

}
