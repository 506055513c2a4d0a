package io.github.azurediscovery.dashboard;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.azure.ArmListener;

/** What Azure last said is left of each of its quotas. Thread-safe. */
final class Quotas implements ArmListener {

	private final Map<String, Long> remaining = new ConcurrentHashMap<>();

	@Override
	public void requested(ArmRequest request) {
		this.remaining.putAll(request.remaining());
	}

	Map<String, Long> remaining() {
		return new TreeMap<>(this.remaining);
	}

}
