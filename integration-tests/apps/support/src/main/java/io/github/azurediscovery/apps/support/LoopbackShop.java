package io.github.azurediscovery.apps.support;

import io.github.azurediscovery.test.SimulatedAzure;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A simulated Azure with a service {@code orders}, for the tests of one class. Not
 * thread-safe.
 */
public final class LoopbackShop implements AutoCloseable {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final LoopbackService orders;

	private LoopbackShop(int instances) {
		this.orders = LoopbackService.start(this.azure, "orders", instances);
	}

	/**
	 * Open a shop.
	 * @param instances the number of instances of {@code orders}
	 * @return the open shop
	 */
	public static LoopbackShop open(int instances) {
		return new LoopbackShop(instances);
	}

	/**
	 * Return the simulated Azure.
	 * @return where the VMs are
	 */
	public SimulatedAzure azure() {
		return this.azure;
	}

	/**
	 * Return the service.
	 * @return {@code orders}
	 */
	public LoopbackService orders() {
		return this.orders;
	}

	/**
	 * Start one more service.
	 * @param service its id
	 * @return the running service with one instance
	 */
	public LoopbackService service(String service) {
		return LoopbackService.start(this.azure, service, 1);
	}

	/**
	 * Point the application under test at this shop.
	 * @param registry where its properties are registered
	 */
	public void register(DynamicPropertyRegistry registry) {
		this.azure.properties().forEach((name, value) -> registry.add(name, () -> value));
	}

	@Override
	public void close() {
		this.orders.close();
		this.azure.close();
	}

}
