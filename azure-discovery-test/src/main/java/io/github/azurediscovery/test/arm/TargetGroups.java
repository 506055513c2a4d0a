package io.github.azurediscovery.test.arm;

import java.util.List;

import io.github.azurediscovery.test.estate.AzureEstate;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedSubscription;

/**
 * The resource groups a request is about.
 *
 * @param groups one resource group, or all of a subscription
 */
record TargetGroups(List<SimulatedResourceGroup> groups) {

	static TargetGroups of(AzureEstate estate, ArmTarget target) {
		SimulatedSubscription subscription = estate.findSubscription(target.subscription());
		if (subscription == null) {
			throw new ArmRefusalException(404, "SubscriptionNotFound",
					"The subscription '" + target.subscription() + "' could not be found.");
		}
		if (target.group() == null) {
			return new TargetGroups(subscription.resourceGroups());
		}
		SimulatedResourceGroup group = subscription.findResourceGroup(target.group());
		if (group == null) {
			throw new ArmRefusalException(404, "ResourceGroupNotFound",
					"Resource group '" + target.group() + "' could not be found.");
		}
		return new TargetGroups(List.of(group));
	}

	SimulatedScaleSet scaleSet(String name) {
		SimulatedResourceGroup group = this.groups.get(0);
		SimulatedScaleSet found = group.findScaleSet(name);
		if (found == null) {
			throw new ArmRefusalException(404, "ResourceNotFound",
					"The Resource 'Microsoft.Compute/virtualMachineScaleSets/" + name + "' under resource group '"
							+ group.name()
							+ "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
		}
		return found;
	}

}
