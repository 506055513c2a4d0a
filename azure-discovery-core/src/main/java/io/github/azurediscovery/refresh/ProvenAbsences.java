package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The rejections of an answer that prove that an item is not an instance, indexed by VM
 * if that is known, else by name.
 *
 * @param byVm by the identity of the VM
 * @param byName by the name, lower case
 */
record ProvenAbsences(Map<String, List<Rejection>> byVm, Map<String, List<Rejection>> byName) {

	static ProvenAbsences of(Collection<Rejection> rejected) {
		ProvenAbsences absences = new ProvenAbsences(new HashMap<>(), new HashMap<>());
		for (Rejection rejection : rejected) {
			if (rejection.reason().provesAbsence()) {
				String vm = rejection.vm();
				((vm != null) ? absences.byVm.computeIfAbsent(vm, (key) -> new ArrayList<>())
						: absences.byName.computeIfAbsent(lower(rejection.name()), (key) -> new ArrayList<>()))
					.add(rejection);
			}
		}
		return absences;
	}

	boolean contain(Instance instance) {
		String id = instance.id();
		int port = id.lastIndexOf(':');
		return speaks(this.byName.get(lower(instance.name())), instance) || speaks(this.byVm.get(id), instance)
				|| (port > 0 && speaks(this.byVm.get(id.substring(0, port)), instance));
	}

	private static boolean speaks(@Nullable List<Rejection> rejections, Instance instance) {
		return rejections != null && rejections.stream().anyMatch((rejection) -> rejection.speaksOf(instance));
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
