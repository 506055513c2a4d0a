package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.refresh.RefreshSettings;

/**
 * Turns properties into the settings of the core.
 */
final class CoreSettings {

	private CoreSettings() {
	}

	static RefreshSettings refresh(AzureDiscoveryProperties properties) {
		AzureDiscoveryProperties.Refresh refresh = properties.refresh();
		AzureDiscoveryProperties.Guard guard = properties.guard();
		return new RefreshSettings(refresh.interval(), refresh.jitter(), refresh.maxBackoff(), guard.maxLoss(),
				guard.confirmations());
	}

}
