package io.github.azurediscovery.test.arm;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.http.AzureOperation;

/**
 * What Azure answers when the calls for Uniform scale sets are made on a Flexible one:
 * 404 for interfaces (<a href="https://github.com/Azure/azure-cli/issues/28258">azure-cli
 * issue 28258</a>), 409 for instances
 * (<a href="https://github.com/prometheus/prometheus/issues/11370">prometheus issue
 * 11370</a>).
 */
final class FlexibleRefusal {

	private FlexibleRefusal() {
	}

	static void raise(SimulatedScaleSet set, AzureOperation operation) {
		int status = set.answerToUniformCalls();
		if (status == 0) {
			status = (operation == AzureOperation.UNIFORM_INSTANCE_LIST) ? 409 : 404;
		}
		if (status == 409) {
			throw new ArmRefusalException(409, "OperationNotAllowed", "This operation is not allowed on VM scale set '"
					+ set.name() + "' because it is using Flexible orchestration mode.");
		}
		throw new ArmRefusalException(status, "NotFound", "Resource " + set.id() + " not found.");
	}

}
