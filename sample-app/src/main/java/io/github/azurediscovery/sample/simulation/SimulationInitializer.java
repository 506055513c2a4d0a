package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Starts the simulated Azure and configures discovery for it, unless the profile
 * {@code azure} is active.
 */
class SimulationInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Duration PREEMPTION_NOTICE = Duration.ofSeconds(30);

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (environment.acceptsProfiles(Profiles.of("azure")) || context.getParent() != null) {
			return;
		}
		SampleEstate estate = new SampleEstate(PREEMPTION_NOTICE);
		context.registerBean(SampleEstate.class, () -> estate);
		Map<String, Object> properties = new HashMap<>(estate.properties());
		properties.put("azure.discovery.scheduled-events.enabled", "true");
		properties.put("azure.discovery.scheduled-events.interval", "1s");
		environment.getPropertySources().addFirst(new MapPropertySource("simulatedAzure", properties));
	}

}
