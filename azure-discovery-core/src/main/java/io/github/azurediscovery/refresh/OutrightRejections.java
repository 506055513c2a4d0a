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
 * What an answer says outright of single items, found by the VM where that is known, and
 * by the name elsewhere.
 *
 * @param byVm by the identity of the VM
 * @param byName by the name, lower case
 */
record OutrightRejections(Map<String, List<Rejection>> byVm, Map<String, List<Rejection>> byName) {

	static OutrightRejections of(Collection<Rejection> rejected) {
		OutrightRejections outright = new OutrightRejections(new HashMap<>(), new HashMap<>());
		for (Rejection rejection : rejected) {
			if (rejection.outright()) {
				String vm = rejection.vm();
				((vm != null) ? outright.byVm.computeIfAbsent(vm, (key) -> new ArrayList<>())
						: outright.byName.computeIfAbsent(lower(rejection.name()), (key) -> new ArrayList<>()))
					.add(rejection);
			}
		}
		return outright;
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
