package io.github.azurediscovery.kill;

import java.time.Duration;

/** A registry and load balancer under test. */
enum TestedRegistry {

	/** This library with defaults. */
	AZURE_DISCOVERY("azure-discovery", Duration.ofSeconds(45)),

	/** Spring Cloud's static list with Spring Cloud's health check, with defaults. */
	SIMPLE("SimpleDiscoveryClient + health check", Duration.ofSeconds(45)),

	/** A Eureka server of its own and Spring Cloud Netflix, with defaults. */
	EUREKA("Eureka", Duration.ofMinutes(3));

	private final String text;

	/** How long callers are observed after the fault. */
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
