package io.github.azurediscovery.source;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The link to a service that Kubernetes puts into the environment as Docker did:
 * {@code PREFIX_PORT=tcp://10.0.0.11:6379}, and {@code PREFIX_PORT_6379_TCP_PORT=6379}
 * for each of its ports.
 */
final class KubernetesServiceLink {

	private static final Pattern LINK = Pattern.compile("tcp://(\\[[^\\]]+]|[^:/]+):(\\d+)");

	private final String prefix;

	private final Map<String, String> environment;

	KubernetesServiceLink(String prefix, Map<String, String> environment) {
		this.prefix = prefix;
		this.environment = environment;
	}

	/** The address that the link leads to, {@code null} without a link. */
	@Nullable String host() {
		Matcher link = link();
		return (link != null) ? link.group(1) : null;
	}

	/** The port of the link, else the only port of the service. */
	@Nullable String port() {
		Matcher link = link();
		return (link != null) ? link.group(2) : onlyPort();
	}

	private @Nullable Matcher link() {
		Matcher link = LINK.matcher(this.environment.getOrDefault(this.prefix + "_PORT", ""));
		return link.matches() ? link : null;
	}

	private @Nullable String onlyPort() {
		Pattern variable = Pattern.compile(Pattern.quote(this.prefix) + "_PORT_(\\d+)_TCP_PORT");
		List<String> ports = this.environment.keySet()
			.stream()
			.map(variable::matcher)
			.filter(Matcher::matches)
			.map((name) -> name.group(1))
			.toList();
		return (ports.size() == 1) ? ports.get(0) : null;
	}

}
