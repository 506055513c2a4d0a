package io.github.azurediscovery.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;
import org.jspecify.annotations.Nullable;

/**
 * Names a backend by service, port and region. A part without a value is left out with
 * its separator; any character that HAProxy does not allow in a name becomes a hyphen.
 */
public final class BackendNameTemplate {

	private static final String SETTING = "haproxy.backend.name";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

	private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_.:-]");

	private static final Set<String> KNOWN = Set.of("prefix", "name", "port", "region");

	private final String prefix;

	private final String head;

	private final List<Part> parts = new ArrayList<>();

	private final String tail;

	BackendNameTemplate(String template, String prefix) {
		this.prefix = prefix;
		Matcher placeholder = PLACEHOLDER.matcher(template);
		int end = 0;
		String before = "";
		while (placeholder.find()) {
			String literal = template.substring(end, placeholder.start());
			if (this.parts.isEmpty()) {
				before = literal;
			}
			HaproxyBounds.that(KNOWN.contains(placeholder.group(1)), SETTING, template,
					"made of {prefix}, {name}, {port} and {region}");
			this.parts.add(new Part(this.parts.isEmpty() ? "" : literal, placeholder.group(1)));
			end = placeholder.end();
		}
		this.head = before;
		this.tail = template.substring(end);
		HaproxyBounds.that(this.parts.stream().anyMatch((part) -> part.name().equals("name")), SETTING, template,
				"with {name}, or all services would share one backend");
		String literals = PLACEHOLDER.matcher(template).replaceAll("") + prefix;
		HaproxyBounds.that(!FORBIDDEN.matcher(literals).find(), SETTING, template,
				"made of letters, digits and _ . : -, as is haproxy.backend.prefix ('" + prefix + "')");
	}

	/**
	 * Return the name of a backend.
	 * @param service the id of the service
	 * @param port the port of its instances
	 * @param region the region, if known
	 * @return a name that HAProxy allows
	 */
	public String name(String service, int port, @Nullable String region) {
		StringBuilder name = new StringBuilder(this.head);
		boolean first = true;
		for (Part part : this.parts) {
			String value = value(part, service, port, region);
			if (!value.isEmpty()) {
				name.append(first ? "" : part.separator()).append(value);
				first = false;
			}
		}
		return FORBIDDEN.matcher(name.append(this.tail)).replaceAll("-");
	}

	private String value(Part part, String service, int port, @Nullable String region) {
		return switch (part.name()) {
			case "prefix" -> this.prefix;
			case "name" -> service;
			case "port" -> Integer.toString(port);
			default -> (region != null) ? region.toLowerCase(Locale.ROOT).replace(" ", "") : "";
		};
	}

	/**
	 * Return whether a backend can only have been named by this template. That requires a
	 * fixed text at its beginning.
	 * @param backend the name of a backend
	 * @return whether it is one of ours
	 */
	public boolean isOurs(String backend) {
		String fixed = fixed();
		return !fixed.isEmpty() && backend.startsWith(fixed) && backend.endsWith(this.tail)
				&& backend.length() > fixed.length() + this.tail.length();
	}

	/**
	 * Return whether this template may have named a backend.
	 * @param backend the name of a backend
	 * @return whether its beginning fits, or nothing is fixed
	 */
	public boolean mayBeOurs(String backend) {
		return backend.startsWith(fixed());
	}

	private String fixed() {
		return this.head + (this.parts.get(0).name().equals("prefix") ? this.prefix : "");
	}

	private record Part(String separator, String name) {

	}

}
