package io.github.azurediscovery.apps.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;

/**
 * A service whose instances are VMs of the simulated Azure, tagged by convention, and
 * really answer on loopback. Not thread-safe.
 */
public final class LoopbackService implements AutoCloseable {

	private static final AtomicInteger NETWORKS = new AtomicInteger();

	private final int network = NETWORKS.incrementAndGet();

	private final SimulatedAzure azure;

	private final String service;

	private final String prefix;

	private final Map<String, LoopbackInstance> instances = new TreeMap<>();

	private final List<LoopbackInstance> left = new ArrayList<>();

	private int created;

	private LoopbackService(SimulatedAzure azure, String service, String prefix) {
		this.azure = azure;
		this.service = service;
		this.prefix = prefix;
	}

	/**
	 * Start a service tagged with the default convention.
	 * @param azure where its VMs are
	 * @param service its id
	 * @param count the number of instances
	 * @return the running service
	 */
	public static LoopbackService start(SimulatedAzure azure, String service, int count) {
		return start(azure, service, count, "Discovery");
	}

	/**
	 * Start a service tagged with another prefix.
	 * @param azure where its VMs are
	 * @param service its id
	 * @param count the number of instances
	 * @param prefix what its tags begin with
	 * @return the running service
	 */
	public static LoopbackService start(SimulatedAzure azure, String service, int count, String prefix) {
		LoopbackService started = new LoopbackService(azure, service, prefix);
		for (int i = 0; i < count; i++) {
			started.join();
		}
		return started;
	}

	/**
	 * Start one more instance, on a VM of its own.
	 * @return the instance
	 */
	public LoopbackInstance join() {
		int number = ++this.created;
		String name = this.service + '-' + number;
		LoopbackInstance instance = LoopbackInstance.start(name, "127.1." + this.network + '.' + number, 0);
		vm(name).address(instance.address())
			.tag(this.prefix + ":Service:Name", this.service)
			.tag(this.prefix + ":Service:Port", Integer.toString(instance.port()));
		this.instances.put(name, instance);
		return instance;
	}

	/**
	 * Return the VM of an instance.
	 * @param name the name of the instance
	 * @return its VM
	 */
	public SimulatedVm vm(String name) {
		return this.azure.resourceGroup().vm(name);
	}

	/**
	 * Return an instance.
	 * @param name its name
	 * @return the instance
	 */
	public LoopbackInstance instance(String name) {
		LoopbackInstance instance = this.instances.get(name);
		if (instance == null) {
			throw new IllegalArgumentException("No instance '" + name + "' among " + this.instances.keySet());
		}
		return instance;
	}

	/**
	 * Return the names of all instances that have not left.
	 * @return the names, sorted
	 */
	public List<String> names() {
		return List.copyOf(this.instances.keySet());
	}

	/**
	 * Count the requests to the instances.
	 * @param method the method, such as {@code POST}
	 * @return how many requests with that method there were
	 */
	public long requests(String method) {
		return this.instances.values()
			.stream()
			.flatMap((instance) -> instance.requests().stream())
			.filter((request) -> request.startsWith(method + ' '))
			.count();
	}

	/**
	 * Delete the VM of an instance, and let the instance run: it still answers calls.
	 * @param name the name of the instance
	 */
	public void leave(String name) {
		this.left.add(instance(name));
		this.instances.remove(name);
		vm(name).delete();
	}

	/**
	 * Stop an instance and leave its VM running: it refuses calls.
	 * @param name the name of the instance
	 */
	public void kill(String name) {
		instance(name).close();
	}

	@Override
	public void close() {
		this.instances.forEach((name, instance) -> {
			vm(name).delete();
			instance.close();
		});
		this.instances.clear();
		this.left.forEach(LoopbackInstance::close);
	}

}
