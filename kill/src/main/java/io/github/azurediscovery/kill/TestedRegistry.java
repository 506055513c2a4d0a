package io.github.azurediscovery.kill;

import java.time.Duration;

/** Who balances. */
enum TestedRegistry {

	/** Ours, with defaults. */
	AZURE_DISCOVERY("azure-discovery", Duration.ofSeconds(45)),

	/** Spring Cloud's static list with Spring Cloud's health check, with defaults. */
	SIMPLE("SimpleDiscoveryClient + health check", Duration.ofSeconds(45)),

	/** A Eureka server of its own and Spring Cloud Netflix, with defaults. */
	EUREKA("Eureka", Duration.ofMinutes(3));

	private final String text;

	/** How long to watch after the fault. */
	private final Duration watched;

	TestedRegistry(String text, Duration watched) {
		this.text = text;
		this.watched = watched;
	}

	Duration watched() {
		return this.watched;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
