package io.github.azurediscovery.source;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.azurediscovery.catalog.HostName;
import org.jspecify.annotations.Nullable;

/**
 * A service whose addresses are in environment variables: {@code PREFIX_0},
 * {@code PREFIX_1} and so on, each {@code host:port}; or else {@code PREFIX_SERVICE_HOST}
 * and {@code PREFIX_SERVICE_PORT}, as
 * <a href="https://kubernetes.io/docs/concepts/services-networking/service/">Kubernetes
 * sets them for every service</a>, together with the link {@code PREFIX_PORT=tcp://…} and
 * {@code PREFIX_PORT_<n>_TCP_PORT}.
 */
public final class EnvironmentSource implements InstanceSource {

	private final ServiceAddressDefaults defaults;

	private final String name;

	private final String prefix;

	private final Map<String, String> environment;

	private final KubernetesServiceLink link;

	/**
	 * Create a source over the variables of this process.
	 * @param defaults the service
	 * @param prefix the prefix, in any case; {@code -} and {@code .} stand for {@code _}
	 */
	public EnvironmentSource(ServiceAddressDefaults defaults, String prefix) {
		this(defaults, prefix, System.getenv());
	}

	/**
	 * Create a source.
	 * @param defaults the service
	 * @param prefix the prefix, in any case; {@code -} and {@code .} stand for {@code _}
	 * @param environment the variables
	 */
	public EnvironmentSource(ServiceAddressDefaults defaults, String prefix, Map<String, String> environment) {
		this.defaults = defaults;
		this.name = "environment:" + defaults.service();
		this.prefix = prefix.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
		this.environment = environment;
		this.link = new KubernetesServiceLink(this.prefix, environment);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable Duration interval() {
		return this.defaults.interval();
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) throws SourceException {
		ServiceAddressCollector list = new ServiceAddressCollector(this.defaults, this.name);
		Pattern numbered = Pattern.compile(Pattern.quote(this.prefix) + "_\\d+");
		this.environment.keySet()
			.stream()
			.filter((variable) -> numbered.matcher(variable).matches())
			.sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
			.forEach((variable) -> list.add(variable, this.environment.getOrDefault(variable, "")));
		if (list.isEmpty()) {
			addKubernetesService(list);
		}
		return list.answerUnlessAllAreBad("the environment");
	}

	private void addKubernetesService(ServiceAddressCollector list) throws SourceException {
		String variable = this.prefix + "_SERVICE_HOST";
		String host = this.environment.containsKey(variable) ? this.environment.get(variable) : this.link.host();
		if (host == null) {
			throw SourceException
				.builder("neither " + this.prefix + "_0 nor " + variable + " is set in the environment")
				.reason(SourceException.Reason.MISSING)
				.build();
		}
		String port = port();
		String address = HostName.bracketed(host);
		list.add(variable, (port != null) ? address + ":" + port : address);
	}

	/**
	 * The port of the service; {@code null} for the configured one. With a service
	 * {@code orders-service} beside {@code orders}, Kubernetes sets
	 * {@code ORDERS_SERVICE_PORT} twice, and what remains may be the link {@code tcp://…}
	 * of the other.
	 */
	private @Nullable String port() {
		String port = this.environment.get(this.prefix + "_SERVICE_PORT");
		if (port != null && !port.contains("://")) {
			return port;
		}
		return (this.defaults.port() == null) ? this.link.port() : null;
	}

}
