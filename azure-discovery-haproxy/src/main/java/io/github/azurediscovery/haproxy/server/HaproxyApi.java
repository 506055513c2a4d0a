package io.github.azurediscovery.haproxy.server;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.sink.SinkException;

/**
 * What one HAProxy is asked and told, whichever way it is reached. Used by one thread at
 * a time; every call is bounded by a time.
 */
public interface HaproxyApi {

	/**
	 * Ask for the process that answers.
	 * @return the id of HAProxy's worker process
	 * @throws SinkException if it does not answer
	 */
	long pid() throws SinkException, InterruptedException;

	/**
	 * Ask for the servers of all backends that may be ours.
	 * @return the table
	 * @throws SinkException if HAProxy does not answer, or not with servers
	 */
	ServerTable servers() throws SinkException, InterruptedException;

	/**
	 * Ask how many sessions each server has.
	 * @param backends the backends, at least
	 * @return the number of current sessions by {@code backend/server}
	 * @throws SinkException if HAProxy does not answer
	 */
	Map<String, Integer> sessions(Set<String> backends) throws SinkException, InterruptedException;

	/**
	 * Send commands, in their order.
	 * @param commands the commands
	 * @return the errors among the answers, empty if there was none
	 * @throws SinkException if HAProxy does not answer
	 */
	List<String> send(List<SlotCommand> commands) throws SinkException, InterruptedException;

	/**
	 * Return whether servers can be added to a backend without a reload.
	 * @return whether instances beyond the slots get a server
	 */
	boolean addsServers();

}
