package io.github.azurediscovery.haproxy.sink;

import java.util.Map;

import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.backend.BackendSection;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.haproxy.slot.SlotPlan;
import io.github.azurediscovery.haproxy.wanted.ServiceNotes;
import io.github.azurediscovery.haproxy.wanted.WantedBackend;
import io.github.azurediscovery.haproxy.wanted.WantedServer;
import io.github.azurediscovery.haproxy.wanted.WantedState;

/** What a person should do about the slots of backends. */
final class SlotNotes {

	private static final double NEARLY_FULL = 0.8;

	private final HaproxySettings settings;

	private final boolean provides;

	/**
	 * Create notes.
	 * @param settings how HAProxy is fed
	 * @param provides whether backends are declared by this library
	 */
	SlotNotes(HaproxySettings settings, boolean provides) {
		this.settings = settings;
		this.provides = provides;
	}

	void missing(WantedState wanted, ServerTable shown, ServiceNotes notes) {
		if (this.provides) {
			return;
		}
		wanted.backends().forEach((name, backend) -> {
			if (shown.of(name).isEmpty()) {
				int slots = this.settings.slots().slots(backend.servers().size());
				notes.add(backend.service(),
						"HAProxy has no backend " + name + " with slots. Add this section and reload:\n"
								+ BackendSection.of(name, slots, this.settings).stripTrailing());
			}
		});
	}

	void of(WantedBackend backend, SlotPlan plan, ServerTable shown, ServiceNotes notes) {
		SlotCounts counts = plan.counts();
		int template = counts.template();
		int taken = template - counts.free();
		String raise = "Raise the server-template of " + backend.name() + " to " + Math
			.max(this.settings.slots().slots(backend.servers().size()), this.settings.slots().slots(template + 1));
		if (plan.left() > 0) {
			notes.add(backend.service(), plan.left() + " instances of " + backend.name()
					+ " have no slot and get no calls, as the Dataplane API adds no servers with checks. " + raise);
		}
		else if (counts.dynamic() > 0) {
			notes.add(backend.service(), counts.dynamic() + " servers of " + backend.name()
					+ " have no slot of the template and are lost for a moment at a reload. " + raise);
		}
		else if (template > 0 && taken >= template * NEARLY_FULL) {
			notes.add(backend.service(), taken + " of " + template + " slots are taken. " + raise);
		}
		plan.overridden()
			.forEach((slot, admin) -> notes.add(backend.service(), backend.name() + "/" + slot + " was set to "
					+ admin.word() + " by an operator and is left alone until it leaves, or a full reconcile"));
		if (this.settings.stateFile() != null && isForgetful(plan, shown, backend.name())) {
			notes.add(backend.service(),
					"a reload restores no addresses of " + backend.name() + ": declare its server-template with"
							+ " localhost:80 and init-addr last,127.0.0.1, since HAProxy restores them only for names");
		}
	}

	private static boolean isForgetful(SlotPlan plan, ServerTable shown, String backend) {
		Map<String, WantedServer> assigned = plan.assigned();
		return shown.of(backend)
			.stream()
			.anyMatch((row) -> assigned.containsKey(row.name()) && !row.isDynamic() && row.hostName().equals("-"));
	}

}
