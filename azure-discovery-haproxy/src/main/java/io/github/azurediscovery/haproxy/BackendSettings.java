package io.github.azurediscovery.haproxy;

import java.util.List;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;

/**
 * How backends are named, and what the sections hold that this library writes or
 * proposes.
 *
 * @param name the template of the name, of {@code {prefix}}, {@code {name}},
 * {@code {port}} and {@code {region}}
 * @param prefix the value of {@code {prefix}}
 * @param balance the algorithm, such as {@code roundrobin}
 * @param mode {@code http} or {@code tcp}
 * @param options further lines of the section
 */
public record BackendSettings(String name, String prefix, String balance, String mode, List<String> options) {

	/** The defaults. */
	public static final BackendSettings DEFAULT = new BackendSettings("{prefix}-{name}-{port}-{region}", "azure",
			"roundrobin", "http", List.of());

	public BackendSettings {
		options = List.copyOf(options);
		template(name, prefix);
		HaproxyBounds.line("haproxy.backend.balance", balance, " -_.(),%");
		HaproxyBounds.that(mode.equals("http") || mode.equals("tcp"), "haproxy.backend.mode", mode, "http or tcp");
		for (String option : options) {
			HaproxyBounds.that(option.chars().noneMatch(Character::isISOControl) && !option.isBlank(),
					"haproxy.backend.options", option, "a line of a backend section");
			HaproxyBounds.that(
					!option.strip().matches("(?i)(backend|frontend|listen|defaults|global|server-template)\\b.*"),
					"haproxy.backend.options", option, "a line inside a backend section, and no server-template");
		}
	}

	/**
	 * Return what names the backends.
	 * @return the template, with its prefix
	 */
	public BackendNameTemplate template() {
		return template(this.name, this.prefix);
	}

	private static BackendNameTemplate template(String name, String prefix) {
		return new BackendNameTemplate(name, prefix);
	}

}
