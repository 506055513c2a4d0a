package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.refresh.RefreshOutcome;

/**
 * The result of a refresh on demand.
 *
 * @param refreshed whether a refresh that started after the request has completed
 * @param note why not, or a remark; empty if there is nothing to say
 * @param revision the revision of the catalog afterwards
 * @param services the changes by service id, without services that did not change
 * @param sinks the status of each sink afterwards, if all that they hold was compared;
 * otherwise empty
 */
public record RefreshResult(boolean refreshed, String note, long revision, Map<String, ChangeView> services,
		List<SinkView> sinks) {

	/**
	 * The changes of one service, as ids of its instances.
	 *
	 * @param joined the new instances
	 * @param left the instances that are gone
	 * @param updated the instances whose address or metadata changed
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
		return new RefreshResult(outcome.refreshed(), outcome.note(), outcome.change().after().revision(), services,
				List.of());
	}

	static RefreshResult notRefreshed(String note, long revision) {
		return new RefreshResult(false, note, revision, Map.of(), List.of());
	}

	RefreshResult with(List<SinkView> sinks) {
		return new RefreshResult(this.refreshed, this.note, this.revision, this.services, sinks);
	}

}
