package io.github.azurediscovery.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The demands for a full reconcile that wait for the next attempt. Thread-safe. */
final class PendingReconciles {

	private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

	CompletableFuture<Void> add() {
		CompletableFuture<Void> demand = new CompletableFuture<>();
		this.waiting.add(demand);
		return demand;
	}

	/** Return those that wait now, to be completed by the caller. */
	List<CompletableFuture<Void>> take() {
		List<CompletableFuture<Void>> taken = new ArrayList<>();
		for (CompletableFuture<Void> next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			taken.add(next);
		}
		return taken;
	}

	static void complete(List<CompletableFuture<Void>> taken) {
		taken.forEach((demand) -> demand.complete(null));
	}

}
