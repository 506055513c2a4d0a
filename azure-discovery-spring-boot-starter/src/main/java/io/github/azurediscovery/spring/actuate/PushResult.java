package io.github.azurediscovery.spring.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.spring.actuate.DiscoveryView.RejectionView;
import io.github.azurediscovery.spring.actuate.RefreshResult.ChangeView;

/**
 * The result of a push.
 *
 * @param applied whether the push was accepted; if not, nothing changed
 * @param note why it was not accepted; empty if it was
 * @param change the difference to what was pushed before, as ids of instances
 * @param rejected the items that are not valid addresses, with the reason
 */
public record PushResult(boolean applied, String note, ChangeView change, List<RejectionView> rejected) {

	private static final ChangeView NONE = new ChangeView(List.of(), List.of(), List.of());

	static PushResult refused(String note) {
		return new PushResult(false, note, NONE, List.of());
	}

	static PushResult rejected(List<Rejection> rejected) {
		Rejection first = rejected.get(0);
		String note = "Nothing changed: " + first.detail();
		return new PushResult(false, note, NONE, rejected.stream().map(RejectionView::of).toList());
	}

	static PushResult applied(Map<String, List<Instance>> before, Map<String, List<Instance>> after, String service) {
		Map<String, Instance> left = byId(before.getOrDefault(service, List.of()));
		List<String> joined = new ArrayList<>();
		List<String> updated = new ArrayList<>();
		byId(after.getOrDefault(service, List.of())).forEach((id, instance) -> {
			Instance old = left.remove(id);
			if (old == null) {
				joined.add(id);
			}
			else if (!old.differences(instance).isEmpty()) {
				updated.add(id);
			}
		});
		return new PushResult(true, "", new ChangeView(joined, List.copyOf(left.keySet()), updated), List.of());
	}

	private static Map<String, Instance> byId(List<Instance> instances) {
		Map<String, Instance> byId = new TreeMap<>();
		instances.forEach((instance) -> byId.put(instance.id(), instance));
		return byId;
	}

}
