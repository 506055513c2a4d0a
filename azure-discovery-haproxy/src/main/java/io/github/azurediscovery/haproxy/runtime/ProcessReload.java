package io.github.azurediscovery.haproxy.runtime;

import java.net.SocketTimeoutException;
import java.time.Duration;

import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.sink.SinkException;

/**
 * A reload of HAProxy through its master process. Success is another process at the admin
 * socket: HAProxy 2.6 answers the command with nothing, and may leave the connection
 * open.
 */
public final class ProcessReload {

	private static final Duration MASTER_TIMEOUT = Duration.ofSeconds(3);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final long PAUSE = 50;

	private final RuntimeClient master;

	private final HaproxyApi worker;

	public ProcessReload(HaproxyAddress master, HaproxyApi worker) {
		this.master = new RuntimeClient(master, MASTER_TIMEOUT);
		this.worker = worker;
	}

	/**
	 * Reload.
	 * @param before the process that answers now
	 * @return the process that answers then
	 * @throws SinkException if none takes its place
	 */
	public long reload(long before) throws SinkException, InterruptedException {
		String answer = command();
		long until = System.nanoTime() + LIMIT.toNanos();
		while (System.nanoTime() - until < 0) {
			Thread.sleep(PAUSE);
			long now = pid(before);
			if (now != before) {
				return now;
			}
		}
		throw new SinkException("HAProxy was told to reload, but the same process answers after " + LIMIT.toSeconds()
				+ " s" + (answer.isBlank() ? "" : ": " + answer.lines().findFirst().orElse("")));
	}

	private String command() throws SinkException, InterruptedException {
		try {
			return this.master.ask("reload");
		}
		catch (SinkException ex) {
			if (ex.getCause() instanceof SocketTimeoutException) {
				return "";
			}
			throw ex;
		}
	}

	private long pid(long before) throws InterruptedException {
		try {
			return this.worker.pid();
		}
		catch (SinkException ex) {
			return before;
		}
	}

}
