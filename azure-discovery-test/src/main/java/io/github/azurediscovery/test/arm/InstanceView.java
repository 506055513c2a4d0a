package io.github.azurediscovery.test.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.JsonText;

/**
 * The run-time state of a virtual machine as the Compute provider shows it.
 */
final class InstanceView {

	private static final String TIME = "2026-01-05T08:01:23.0792+00:00";

	private InstanceView() {
	}

	static Map<String, Object> of(SimulatedVm vm) {
		Map<String, Object> view = JsonText.object("computerName", vm.computerName(), "osName", "ubuntu", "osVersion",
				"24.04", "hyperVGeneration", "V2", "vmAgent",
				JsonText.object("vmAgentVersion", "2.11.1.12", "statuses",
						List.of(JsonText.object("code", "ProvisioningState/succeeded", "level", "Info", "displayStatus",
								"Ready", "message", "Guest Agent is running", "time", TIME))));
		String health = vm.health();
		if (health != null) {
			view.put("vmHealth",
					JsonText.object("status",
							JsonText.object("code", "HealthState/" + health, "level",
									"unhealthy".equals(health) ? "Error" : "Info", "displayStatus", capitalized(health),
									"time", TIME)));
		}
		Boolean standby = vm.standby();
		if (standby != null) {
			view.put("isVMInStandbyPool", standby);
		}
		view.put("statuses", statuses(vm));
		return view;
	}

	private static List<Object> statuses(SimulatedVm vm) {
		List<Object> statuses = new ArrayList<>();
		String provisioning = vm.provisioningState();
		if (provisioning != null) {
			statuses.add(JsonText.object("code", "ProvisioningState/" + provisioning.toLowerCase(Locale.ROOT), "level",
					"Failed".equals(provisioning) ? "Error" : "Info", "displayStatus",
					"Provisioning " + provisioning.toLowerCase(Locale.ROOT), "time", TIME));
		}
		String power = vm.power();
		if (power != null) {
			statuses
				.add(JsonText.object("code", "PowerState/" + power, "level", "Info", "displayStatus", "VM " + power));
		}
		if (vm.isHibernated()) {
			statuses.add(JsonText.object("code", "HibernationState/Hibernated", "level", "Info", "displayStatus",
					"VM hibernated"));
		}
		return statuses;
	}

	private static String capitalized(String word) {
		return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

}
