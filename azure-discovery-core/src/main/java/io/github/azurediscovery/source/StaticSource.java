package io.github.azurediscovery.source;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;

import org.jspecify.annotations.Nullable;

/** A service whose instances are written down once. */
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
		List<Instance> instances = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>();
		for (String text : addresses) {
			try {
				instances.add(HostAndPort.parse(text, port).instance(service, this.name, secure));
			}
			catch (IllegalArgumentException ex) {
				rejected.add(new Rejection(text, service, String.valueOf(ex.getMessage())));
			}
		}
		this.answer = SourceAnswer.of(instances, rejected);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public SourceAnswer fetch(Round round) {
		return this.answer;
	}

}
