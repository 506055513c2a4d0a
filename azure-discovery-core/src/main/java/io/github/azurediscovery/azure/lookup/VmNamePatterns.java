package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Locale;

import io.github.azurediscovery.setting.WildcardPattern;

/**
 * Names of VMs, in which {@code *} stands for any characters; case does not matter. A
 * Uniform scale set names its instances {@code <set>_<number>}, so its own name tells
 * whether its instances can match.
 *
 * @param texts the configured names in lower case
 * @param patterns the same as patterns
 */
record VmNamePatterns(List<String> texts, List<WildcardPattern> patterns) {

	static VmNamePatterns of(List<String> texts) {
		return new VmNamePatterns(texts.stream().map((text) -> text.toLowerCase(Locale.ROOT)).toList(),
				texts.stream().map(WildcardPattern::new).toList());
	}

	boolean match(String vm) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(vm));
	}

	/** Return whether an instance of a Uniform set of this name can match. */
	boolean mayMatchInstancesOf(String set) {
		String instances = set.toLowerCase(Locale.ROOT) + "_";
		return this.texts.stream().anyMatch((text) -> {
			int star = text.indexOf('*');
			return (star < 0) ? text.startsWith(instances)
					: text.startsWith(instances) || instances.startsWith(text.substring(0, star));
		});
	}

}
