package io.github.azurediscovery.agent;

import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.refresh.RefreshOutcome;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refreshes on demand, at most once in five seconds. Off unless it is asked for. */
@RestController
@ConditionalOnBooleanProperty("azure.discovery.agent.trigger.enabled")
class RefreshTriggerController {

	private final AzureDiscovery discovery;

	RefreshTriggerController(AzureDiscovery discovery) {
		this.discovery = discovery;
	}

	@PostMapping("/api/discovery/trigger")
	CompletableFuture<TriggeredRefresh> refresh() {
		return this.discovery.refresh().thenApply(TriggeredRefresh::of);
	}

	/**
	 * What came of it.
	 *
	 * @param refreshed whether every source has answered or failed since
	 * @param note what failed, or why a source was not asked; empty if nothing
	 * @param snapshotVersion the version of the snapshot afterwards
	 */
	record TriggeredRefresh(boolean refreshed, String note, @JsonProperty("snapshot_version") long snapshotVersion) {

		static TriggeredRefresh of(RefreshOutcome outcome) {
			return new TriggeredRefresh(outcome.refreshed(), outcome.note(), outcome.change().after().revision());
		}

	}

}
