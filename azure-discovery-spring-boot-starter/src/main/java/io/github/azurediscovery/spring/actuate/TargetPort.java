package io.github.azurediscovery.spring.actuate;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/** The port of an instance that Prometheus scrapes. */
public enum TargetPort {

	/** The port that clients call. */
	SERVICE,

	/** The management port, where an instance has one of its own. */
	MANAGEMENT;

	private static final String MANAGEMENT_PORT = "management.port";

	int of(Instance instance) {
		return isManagement(instance) ? Integer.parseInt(instance.metadata().get(MANAGEMENT_PORT)) : instance.port();
	}

	/** Return whether this is where the management endpoints of an instance are. */
	boolean servesManagement(Instance instance) {
		return this == MANAGEMENT || !hasManagementPort(instance);
	}

	private boolean isManagement(Instance instance) {
		return this == MANAGEMENT && hasManagementPort(instance);
	}

	private static boolean hasManagementPort(Instance instance) {
		String port = instance.metadata().get(MANAGEMENT_PORT);
		return port != null && port.matches("[1-9][0-9]{0,4}");
	}

	static TargetPort orService(@Nullable TargetPort port) {
		return (port != null) ? port : SERVICE;
	}

}
