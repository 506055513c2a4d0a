package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.refresh.RefreshOutcome;

/**
 * What a wish for a refresh came to.
 *
 * @param refreshed whether a round that began after the wish has ended
 * @param note why not, or what to know about it; empty if nothing
 * @param revision the revision after it
 * @param services what changed in each service, by id; without services that did not
 */
public record RefreshResult(boolean refreshed, String note, long revision, Map<String, ChangeView> services) {

	/**
	 * What changed in one service, by the ids of its instances.
	 *
	 * @param joined who is new
	 * @param left who is gone
	 * @param updated whose address or metadata differs
	 */
	public record ChangeView(List<String> joined, List<String> left, List<String> updated) {

		static ChangeView of(SnapshotChange.Service change) {
			return new ChangeView(ids(change.joined()), ids(change.left()),
					change.updated().stream().map((update) -> update.after().id()).toList());
		}

		private static List<String> ids(List<Instance> instances) {
			return instances.stream().map(Instance::id).toList();
		}

	}

	static RefreshResult of(RefreshOutcome outcome) {
		Map<String, ChangeView> services = new TreeMap<>();
		outcome.change().services().forEach((id, change) -> services.put(id, ChangeView.of(change)));
		return new RefreshResult(outcome.refreshed(), outcome.note(), outcome.change().after().revision(), services);
	}

	static RefreshResult none(String note, long revision) {
		return new RefreshResult(false, note, revision, Map.of());
	}

}
