package io.github.azurediscovery.fleet;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.setting.InvalidSettingException;

/**
 * Checks that what a candidate looks for does not depend on the VM it runs on: else the
 * instances of the whole fleet would change with the poller.
 */
final class CandidateLookups {

	private CandidateLookups() {
	}

	/**
	 * Check the settings of a candidate.
	 * @param settings what it looks for
	 * @throws IllegalArgumentException if that depends on the VM
	 */
	static void check(AzureSettings settings) {
		ScopeSettings scope = settings.scope();
		if (scope.subscriptions().isEmpty()) {
			throw new InvalidSettingException("scope.subscriptions", "not set",
					"set with fleet.candidate=true: by default it is this VM's own, which changes with the poller");
		}
		if (scope.resourceGroups().isEmpty()) {
			throw new InvalidSettingException("scope.resource-groups", "not set",
					"set, to * or names, with fleet.candidate=true: by default it is this VM's own, which changes"
							+ " with the poller");
		}
		for (AzureServiceDefinition service : settings.services()) {
			for (AzureServiceDefinition each : service.expand()) {
				if (each.selector() instanceof AzureServiceDefinition.ScaleSet set && set.isSelf()) {
					throw new InvalidSettingException("services." + service.service() + ".scale-set", set.reference(),
							"a name with fleet.candidate=true: 'self' is another set with another poller");
				}
			}
		}
	}

}
