package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;

/**
 * Services whose instances the application itself pushes. What is pushed replaces what
 * was pushed before for the same service, and is asked for at once. A push that lacks
 * most of a service is guarded like any other answer: use {@link #remove(String)} to let
 * a whole service go at once. Thread-safe.
 */
public final class PushInstanceSource implements InstanceSource {

	private final Map<String, SourceAnswer> answers = new ConcurrentHashMap<>();

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
	public List<Rejection> replace(ServiceDefaults defaults, Collection<String> addresses) {
		AddressList list = new AddressList(defaults, name());
		addresses.forEach((address) -> list.add(address, address));
		put(defaults.service(), list.answer());
		return list.rejected();
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
	 * Let a service go. Its instances leave at once, whatever the guard says.
	 * @param service the id of the service
	 */
	public void remove(String service) {
		this.answers.computeIfPresent(service, (id, answer) -> gone(answer));
		signal();
	}

	private static SourceAnswer gone(SourceAnswer answer) {
		List<Rejection> gone = answer.instances()
			.stream()
			.map((instance) -> new Rejection(instance.name(), instance.service(), "removed"))
			.toList();
		return SourceAnswer.of(List.of(), gone);
	}

	private void put(String service, SourceAnswer answer) {
		this.answers.put(service, answer);
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
	public SourceAnswer fetch(Round round) {
		List<Instance> instances = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>();
		this.answers.values().forEach((answer) -> {
			instances.addAll(answer.instances());
			rejected.addAll(answer.rejected());
		});
		return SourceAnswer.of(instances, rejected);
	}

}
