package io.github.azurediscovery.source;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A service whose instances are written down once. What is no address is rejected with
 * the reason.
 */
public final class StaticSource implements InstanceSource {

	private final String name;

	private final SourceAnswer answer;

	/**
	 * Create a source.
	 * @param service the id of the service
	 * @param addresses each {@code host:port}, or a host alone where there is a default
	 * port; IPv6 in brackets
	 * @param port the default port, or {@code null} if there is none
	 * @param secure whether callers use TLS
	 */
	public StaticSource(String service, List<String> addresses, @Nullable Integer port, boolean secure) {
		this.name = "static:" + service;
		AddressCollector list = new AddressCollector(new ServiceDefaults(service, port, secure, null), this.name);
		addresses.forEach((address) -> list.add(address, address));
		this.answer = list.answer();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public SourceAnswer fetch(RefreshRound round) {
		return this.answer;
	}

}
