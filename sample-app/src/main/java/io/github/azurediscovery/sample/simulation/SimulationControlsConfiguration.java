package io.github.azurediscovery.sample.simulation;

import io.github.azurediscovery.dashboard.DashboardExtension;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds buttons for the simulated Azure to the dashboard. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(SampleEstate.class)
class SimulationControlsConfiguration {

	@Bean
	DashboardExtension simulationExtension() {
		return new DashboardExtension("Break something", "controls/controls.js");
	}

}
