package io.github.azurediscovery.source;

import java.util.List;

/**
 * A service whose instances are written down once. What is no address is rejected with
 * the reason.
 */
public final class StaticSource implements InstanceSource {

	private final String name;

	private final SourceAnswer answer;

	/**
	 * Create a source.
	 * @param defaults what the addresses have in common
	 * @param addresses each {@code host:port}, or a host alone where there is a default
	 * port; IPv6 in brackets
	 */
	public StaticSource(ServiceAddressDefaults defaults, List<String> addresses) {
		this.name = "static:" + defaults.service();
		ServiceAddressCollector list = new ServiceAddressCollector(defaults, this.name);
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
