package io.github.azurediscovery.haproxy.backend;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;

/** Where backends are declared, and how HAProxy is made to load them. */
public interface BackendDeclaration {

	/**
	 * Return how many slots are declared.
	 * @param shown what HAProxy has now
	 * @return the slots by backend
	 * @throws IOException if the place cannot be read, with what to do
	 */
	Map<String, Integer> declared(ServerTable shown) throws IOException;

	/**
	 * Declare slots, and have them loaded.
	 * @param slots the slots by backend, those that stay as they are included; others may
	 * be removed
	 * @param lacking the backends that are new or have too few
	 * @param pid the process that answers now
	 * @return what came of it
	 * @throws IOException if the place cannot be written
	 * @throws SinkException if HAProxy does not load it
	 */
	Declared declare(Map<String, Integer> slots, Set<String> lacking, long pid)
			throws IOException, SinkException, InterruptedException;

	/**
	 * What came of a declaration.
	 *
	 * @param pid the process that answers then
	 * @param refusal why the backends were not taken, or {@code null}
	 */
	record Declared(long pid, @Nullable String refusal) {

	}

}
