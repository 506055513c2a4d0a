package io.github.azurediscovery.health.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.VerdictList;

/**
 * The verdicts on the members of one service, and the changes since they were last read.
 * Accessed under the engine's lock only.
 */
final class ServiceVerdicts {

	private VerdictList list = VerdictList.of(List.of());

	private Map<Integer, InstanceVerdict> changes = new HashMap<>();

	private int notRoutable;

	/** Start again, after members joined or left. */
	void reset(List<HealthMember> members) {
		this.list = VerdictList.of(members.stream().map(HealthMember::judged).toList());
		this.changes = new HashMap<>();
		this.notRoutable = this.list.stream().mapToInt(ServiceVerdicts::notRoutable).sum();
	}

	/** Record the new verdict on the member at a position. */
	void update(int position, InstanceVerdict verdict) {
		InstanceVerdict unasked = this.changes.put(position, verdict);
		InstanceVerdict before = (unasked != null) ? unasked : this.list.get(position);
		this.notRoutable += notRoutable(verdict) - notRoutable(before);
	}

	private static int notRoutable(InstanceVerdict verdict) {
		return verdict.standing().routable() ? 0 : 1;
	}

	/** Return whether a member may not be picked. */
	boolean ailing() {
		return this.notRoutable > 0;
	}

	/** Return all verdicts. */
	VerdictList list() {
		if (!this.changes.isEmpty()) {
			this.list = this.list.with(this.changes);
			this.changes = new HashMap<>();
		}
		return this.list;
	}

}
