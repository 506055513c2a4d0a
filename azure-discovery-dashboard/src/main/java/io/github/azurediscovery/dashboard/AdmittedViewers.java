package io.github.azurediscovery.dashboard;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The viewers whose connections are open, no more than a given number. Thread-safe. */
final class AdmittedViewers {

	private final int maximum;

	private final Set<DashboardViewer> viewers = new HashSet<>();

	AdmittedViewers(int maximum) {
		this.maximum = maximum;
	}

	/**
	 * Admit a viewer.
	 * @return the viewer, or {@code null} if there are too many
	 */
	synchronized @Nullable DashboardViewer admit() {
		if (this.viewers.size() >= this.maximum) {
			return null;
		}
		DashboardViewer viewer = new DashboardViewer();
		this.viewers.add(viewer);
		return viewer;
	}

	synchronized void release(DashboardViewer viewer) {
		this.viewers.remove(viewer);
	}

	synchronized boolean contains(DashboardViewer viewer) {
		return this.viewers.contains(viewer);
	}

	synchronized Set<DashboardViewer> all() {
		return Set.copyOf(this.viewers);
	}

}
